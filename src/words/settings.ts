import type { Policy, RuleId } from '../rules/index.ts'

/** The settings of a policy that each rule reads. A rule without an entry doesn't compile. */
export const SETTINGS_OF = {
  'request.digital': ['staff'],
  'request.offered': ['swap.offered', 'extra.offered', 'credit-day.offered'],
  'request.cap': ['swap.caps', 'extra.caps', 'credit-day.caps'],
  'absence.horizon': ['absence.ahead'],
  'day.planned': [],
  'day.free': [],
  'day.open': ['publicHolidays'],
  'contract.in-force': [],
  'swap.future': ['swap.afterToday'],
  'swap.horizon': ['swap.given.ahead', 'swap.taken.ahead'],
  'swap.notice': ['swap.given.notice', 'swap.taken.notice'],
  'swap.window': ['swap.window'],
  'swap.same-size': ['swap.size'],
  'swap.same-care-type': ['swap.careTypes'],
  'swap.same-product': ['swap.exclusions'],
  'swap.not-closed-day': ['publicHolidays'],
  'extra.horizon': ['extra.ahead'],
  'extra.notice': ['extra.notice'],
  'credit-day.horizon': ['credit-day.ahead'],
  'credit-day.notice': ['credit-day.notice'],
  'credit.available': ['credit.yearly'],
  'credit.same-care-type': ['credit.careTypes'],
  'credit.same-product': ['credit.exclusions'],
  'credit.valid-on-day': ['credit.valid'],
  'credit.asked-in-time': ['credit.asked'],
  'credit.covers-day': [
    'credit.unit',
    'credit.pays.size',
    'credit.pays.together',
    'credit.pays.shortage',
    'credit.pays.rest',
    'credit.contractChange',
  ],
  'credit.offered': ['credit.earned'],
  'credit.reported-in-time': ['credit.reported'],
  'credit.contract-day': [],
  'credit.whole-day': ['credit.least'],
  'credit.not-closed-day': ['publicHolidays', 'credit.publicHolidays', 'credit.closures'],
  'credit.cap': ['credit.caps'],
  'cancel.notice': ['cancel.open', 'cancel.granted', 'cancel.late'],
  'group.consented': ['place.secondGroup'],
  'group.has-place': ['place.order', 'place.short'],
  'group.staff-ratio': ['place.staffRatio', 'place.short'],
} as const satisfies Readonly<Record<RuleId, readonly string[]>>

/** The settings that no rule of a request reads: they say what follows. */
export const OTHER_SETTINGS = [
  'answer.workingDays',
  'answer.decided',
  'answer.by',
  'activation',
  'departure',
  'remind',
] as const

export type SettingName = (typeof SETTINGS_OF)[RuleId][number] | (typeof OTHER_SETTINGS)[number]

/** Each setting in one language, a sentence each; none where nothing is set. A setting without words doesn't compile. */
export type SettingWords = Readonly<Record<SettingName, (policy: Policy) => readonly string[]>>
