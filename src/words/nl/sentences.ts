import type { DayFacts, DeadlineFacts, HorizonFacts } from '../../rules/index.ts'
import { dayAndTime } from '../format.ts'
import type { RuleWords } from '../rule-words.ts'
import { clock, closed, day, days, moment } from './nouns.ts'

/** On a deadline; `done` is what was done, as a past participle. */
export function deadline(title: string, done: string): RuleWords<DeadlineFacts> {
  const limit = (facts: DeadlineFacts) => {
    const start = facts.startOfCare ? `, want de opvang begint dan om ${clock(facts.startOfCare)}` : ''
    return `Voor ${day(facts.date)} kon dat ${lastMoment(facts)}${start}.`
  }
  return {
    title,
    held: (facts) => `Op tijd ${done}: ${moment(facts.askedAt)}. ${limit(facts)}`,
    broken: (facts) => `Te laat ${done}: ${moment(facts.askedAt)}. ${limit(facts)}`,
  }
}

function lastMoment({ date, limit, limitIncluded, lastDay }: DeadlineFacts): string {
  if (lastDay) return `tot en met ${day(lastDay)}`
  const last = dayAndTime(limit)
  const when = last.date === date ? `${last.time} uur op die dag` : moment(limit)
  return `${limitIncluded ? 'tot en met' : 'tot'} ${when}`
}

export function horizon(title: string): RuleWords<HorizonFacts> {
  const limit = (facts: HorizonFacts) => `Op ${day(facts.today)} kan dat tot en met ${day(facts.latest)}.`
  return {
    title,
    held: (facts) => `Niet te ver vooruit: ${days(facts.dates)}. ${limit(facts)}`,
    broken: (facts) =>
      `Te ver vooruit: ${days(facts.dates.filter((date) => date > facts.latest))}. ${limit(facts)}`,
  }
}

/** On a day that must not be closed: what goes because it is not, and what doesn't because it is. */
export function openDay(title: string, held: string, broken: string): RuleWords<DayFacts> {
  return {
    title,
    held: (facts) => `Op ${day(facts.date)} ${held}.`,
    broken: (facts) => `Op ${day(facts.date)} ${broken}: ${closed(facts)}.`,
  }
}
