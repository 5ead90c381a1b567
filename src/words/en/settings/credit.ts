import type { ClosedDays, CreditPolicy, Policy } from '../../../rules/index.ts'
import type { SettingWords } from '../../settings.ts'
import { amount, credit as creditAmount } from '../amounts.ts'
import { earningCap, partOfYear } from '../caps.ts'
import { careIn, limit, setting } from '../cases.ts'
import { clock } from '../nouns.ts'
import { deadline, exchange } from '../terms.ts'
import { type Anchors, window } from '../window.ts'

const ANCHORS: Anchors = { absence: 'the absence', report: 'the report' }
const EARNS = 'earns credit'
const EARNS_NOTHING = 'earns no credit'

const CLOSED: Readonly<Record<ClosedDays, string>> = {
  nothing: EARNS_NOTHING,
  'when-reported': `${EARNS} if you report it in time`,
  granted: `${EARNS}, also when you do not report it`,
}

/** What earns credit, how much, and how long it is good. */
export const CREDIT = {
  'credit.earned': ofCredit(({ earned }) =>
    setting('Absence', earned, (is) => (is ? EARNS : EARNS_NOTHING), EARNS),
  ),
  'credit.unit': ofCredit(({ unit }, { dayPartsMeetAt }) => {
    switch (unit.name) {
      case 'minutes':
        return ['Credit counts in hours and minutes: as long as the care takes.']
      case 'days':
        return ['Credit counts in days, however long a day is.']
      case 'day-parts':
        return [`Credit counts in day-parts. The day-parts meet at ${clock(dayPartsMeetAt)}.`]
      case 'points':
        return setting('Credit counts in points:', unit.points, (is) => amount(is, 'points'), 'no credit')
    }
  }),
  'credit.least': ofCredit(({ least }, { dayPartsMeetAt }) => {
    if (least === 'hours') return ['A part of a day earns credit too.']
    if (least === 'days') return ['Only a whole day earns credit.']
    return [`Only a whole day-part earns credit. The day-parts meet at ${clock(dayPartsMeetAt)}.`]
  }),
  'credit.reported': ofCredit(({ reported }) => limit('For credit you report', reported, deadline)),
  'credit.publicHolidays': ofCredit(({ publicHolidays }) => [`A public holiday ${CLOSED[publicHolidays]}.`]),
  'credit.closures': ofCredit(({ closures }) => [`A closure ${CLOSED[closures]}.`]),
  'credit.yearly': ofCredit(({ yearly, unit }) => {
    if (!yearly) return []
    const say = (is: number) => creditAmount(is, unit.name)
    const lead = 'Your child gets each calendar year, also without an absence,'
    return [...setting(lead, yearly.amount, say, 'no credit'), ...partOfYear(yearly.partYear)]
  }),
  'credit.caps': ofCredit(({ caps, unit }) => caps.flatMap((cap) => earningCap(cap, unit.name))),
  'credit.valid': ofCredit(({ valid }) =>
    limit('You use credit for a day', valid, (is) => window(is, ANCHORS)),
  ),
  'credit.asked': ofCredit(({ asked }) =>
    limit('You ask for a day with credit', asked, (is) => window(is, ANCHORS)),
  ),
  'credit.careTypes': ofCredit(({ careTypes }) => [`You use credit ${exchange(careTypes)}.`]),
  'credit.exclusions': ofCredit(({ exclusions }) =>
    exclusions.map(({ from, to }) => `You can't use credit of ${careIn(from)} for ${careIn(to)}.`),
  ),
} satisfies Partial<SettingWords>

function ofCredit(say: (credit: CreditPolicy, policy: Policy) => readonly string[]) {
  return (policy: Policy): readonly string[] =>
    policy.credit ? say(policy.credit, policy) : ['Absence earns no credit.']
}
