import type { Situation } from '../../rules/index.ts'
import { choiceSentences, type SituationWords, situationParts } from '../choice.ts'
import { duration } from './amounts.ts'
import { anyOf, asked, careTypes, clock, list, monthDay } from './nouns.ts'

const PERIODS = { 'school-weeks': 'in schoolweken', 'school-holidays': 'in schoolvakanties' }
const CONTRACTS = { fixed: 'met een vast contract', flexible: 'met een flexibel contract' }

const SITUATION: SituationWords = {
  asks: ({ asks }) => `bij ${list(asks.map(asked))}`,
  careTypes: (when) => `bij ${careTypes(when.careTypes)}`,
  by: ({ by }) => (by === 'guardian' ? 'als u het zelf vraagt' : 'als een medewerker het vraagt'),
  sick: ({ sick }) => (sick ? 'bij ziekte' : 'zonder ziekte'),
  period: ({ period }) => PERIODS[period],
  contract: ({ contract }) => CONTRACTS[contract],
  weeks: ({ weeks }) => `met een contract van ${anyOf(weeks.map(String))} weken per jaar`,
  dates: ({ dates }) => `van ${monthDay(dates.from)} tot en met ${monthDay(dates.until)}`,
  startsFrom: ({ startsFrom }) => `als uw kind dat jaar begint op ${monthDay(startsFrom)} of later`,
  across: ({ across }) => `met opvang van vóór tot na ${clock(across)}`,
  atLeast: ({ atLeast }) => `met minstens ${duration(atLeast)} opvang`,
}

function situation(when: Situation): string {
  return situationParts(SITUATION, when)
}

/** The care of a situation, for instance `naschoolse opvang in schoolweken`. */
export function careIn({ careTypes: types, ...others }: Situation): string {
  return [types ? careTypes(types) : 'opvang', situation(others)].filter(Boolean).join(' ')
}

export const { setting, limit } = choiceSentences({ situation, otherwise: 'anders', noLimit: 'zonder grens' })
