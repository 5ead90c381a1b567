import type { Situation } from '../../rules/index.ts'
import { choiceSentences, type SituationWords, situationParts } from '../choice.ts'
import { duration } from './amounts.ts'
import { anyOf, asked, careTypes, clock, list, monthDay } from './nouns.ts'

const PERIODS = { 'school-weeks': 'in school weeks', 'school-holidays': 'in school holidays' }
const CONTRACTS = { fixed: 'with a fixed contract', flexible: 'with a flexible contract' }

const SITUATION: SituationWords = {
  asks: ({ asks }) => `for ${list(asks.map(asked))}`,
  careTypes: (when) => `for ${careTypes(when.careTypes)}`,
  by: ({ by }) => (by === 'guardian' ? 'when you ask yourself' : 'when a member of staff asks'),
  sick: ({ sick }) => (sick ? 'in case of illness' : 'without illness'),
  period: ({ period }) => PERIODS[period],
  contract: ({ contract }) => CONTRACTS[contract],
  weeks: ({ weeks }) => `with a contract of ${anyOf(weeks.map(String))} weeks a year`,
  dates: ({ dates }) => `from ${monthDay(dates.from)} up to and including ${monthDay(dates.until)}`,
  startsFrom: ({ startsFrom }) => `when your child starts on ${monthDay(startsFrom)} of that year or later`,
  across: ({ across }) => `with care from before until after ${clock(across)}`,
  atLeast: ({ atLeast }) => `with at least ${duration(atLeast)} of care`,
}

function situation(when: Situation): string {
  return situationParts(SITUATION, when)
}

/** The care of a situation, for instance `after-school care in school weeks`. */
export function careIn({ careTypes: types, ...others }: Situation): string {
  return [types ? careTypes(types) : 'care', situation(others)].filter(Boolean).join(' ')
}

export const { setting, limit } = choiceSentences({ situation, otherwise: 'otherwise', noLimit: 'no limit' })
