import type { ClosedDays, CreditPolicy, Policy } from '../../../rules/index.ts'
import type { SettingWords } from '../../settings.ts'
import { amount, credit as creditAmount } from '../amounts.ts'
import { earningCap, partOfYear } from '../caps.ts'
import { careIn, limit, setting } from '../cases.ts'
import { clock } from '../nouns.ts'
import { deadline, exchange } from '../terms.ts'
import { type Anchors, window } from '../window.ts'

const ANCHORS: Anchors = { absence: 'de afwezigheid', report: 'de melding' }
const EARNS = 'levert tegoed op'
const EARNS_NOTHING = 'levert geen tegoed op'

const CLOSED: Readonly<Record<ClosedDays, string>> = {
  nothing: EARNS_NOTHING,
  'when-reported': `${EARNS} als u op tijd afmeldt`,
  granted: `${EARNS}, ook als u niet afmeldt`,
}

/** What earns credit, how much, and how long it is good. */
export const CREDIT = {
  'credit.earned': ofCredit(({ earned }) =>
    setting('Afwezigheid', earned, (is) => (is ? EARNS : EARNS_NOTHING), EARNS),
  ),
  'credit.unit': ofCredit(({ unit }, { dayPartsMeetAt }) => {
    switch (unit.name) {
      case 'minutes':
        return ['Tegoed telt in uren en minuten: zo lang als de opvang duurt.']
      case 'days':
        return ['Tegoed telt in dagen, hoe lang een dag ook duurt.']
      case 'day-parts':
        return [`Tegoed telt in dagdelen. De dagdelen wisselen om ${clock(dayPartsMeetAt)}.`]
      case 'points':
        return setting('Tegoed telt in punten:', unit.points, (is) => amount(is, 'points'), 'geen tegoed')
    }
  }),
  'credit.least': ofCredit(({ least }, { dayPartsMeetAt }) => {
    if (least === 'hours') return ['Ook een deel van een dag levert tegoed op.']
    if (least === 'days') return ['Alleen een hele dag levert tegoed op.']
    return [`Alleen een heel dagdeel levert tegoed op. De dagdelen wisselen om ${clock(dayPartsMeetAt)}.`]
  }),
  'credit.reported': ofCredit(({ reported }) => limit('Voor tegoed meldt u af', reported, deadline)),
  'credit.publicHolidays': ofCredit(({ publicHolidays }) => [`Een feestdag ${CLOSED[publicHolidays]}.`]),
  'credit.closures': ofCredit(({ closures }) => [`Een sluitingsdag ${CLOSED[closures]}.`]),
  'credit.yearly': ofCredit(({ yearly, unit }) => {
    if (!yearly) return []
    const say = (is: number) => creditAmount(is, unit.name)
    const lead = 'Uw kind krijgt elk kalenderjaar, ook zonder afwezigheid,'
    return [...setting(lead, yearly.amount, say, 'geen tegoed'), ...partOfYear(yearly.partYear)]
  }),
  'credit.caps': ofCredit(({ caps, unit }) => caps.flatMap((cap) => earningCap(cap, unit.name))),
  'credit.valid': ofCredit(({ valid }) =>
    limit('Tegoed gebruikt u voor een dag', valid, (is) => window(is, ANCHORS)),
  ),
  'credit.asked': ofCredit(({ asked }) =>
    limit('Met tegoed vraagt u een dag aan', asked, (is) => window(is, ANCHORS)),
  ),
  'credit.careTypes': ofCredit(({ careTypes }) => [`Tegoed gebruikt u ${exchange(careTypes)}.`]),
  'credit.exclusions': ofCredit(({ exclusions }) =>
    exclusions.map(({ from, to }) => `U gebruikt geen tegoed van ${careIn(from)} voor ${careIn(to)}.`),
  ),
} satisfies Partial<SettingWords>

function ofCredit(say: (credit: CreditPolicy, policy: Policy) => readonly string[]) {
  return (policy: Policy): readonly string[] =>
    policy.credit ? say(policy.credit, policy) : ['Afwezigheid levert geen tegoed op.']
}
