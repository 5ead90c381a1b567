import type { DayFacts, DeadlineFacts, HorizonFacts } from '../../rules/index.ts'
import { dayAndTime } from '../format.ts'
import type { RuleWords } from '../rule-words.ts'
import { clock, closed, day, days, moment } from './nouns.ts'

/** On a deadline; `done` is what was done, as a past participle. */
export function deadline(title: string, done: string): RuleWords<DeadlineFacts> {
  const limit = (facts: DeadlineFacts) => {
    const start = facts.startOfCare ? `, for the care starts at ${clock(facts.startOfCare)} that day` : ''
    return `For ${day(facts.date)} it was possible ${lastMoment(facts)}${start}.`
  }
  return {
    title,
    held: (facts) => `${done} in time: ${moment(facts.askedAt)}. ${limit(facts)}`,
    broken: (facts) => `${done} too late: ${moment(facts.askedAt)}. ${limit(facts)}`,
  }
}

function lastMoment({ date, limit, limitIncluded, lastDay }: DeadlineFacts): string {
  if (lastDay) return `up to and including ${day(lastDay)}`
  const last = dayAndTime(limit)
  const when = last.date === date ? `${last.time} that day` : moment(limit)
  return `${limitIncluded ? 'up to and including' : 'before'} ${when}`
}

export function horizon(title: string): RuleWords<HorizonFacts> {
  const limit = (facts: HorizonFacts) =>
    `On ${day(facts.today)} it is possible up to and including ${day(facts.latest)}.`
  return {
    title,
    held: (facts) => `Not too far ahead: ${days(facts.dates)}. ${limit(facts)}`,
    broken: (facts) =>
      `Too far ahead: ${days(facts.dates.filter((date) => date > facts.latest))}. ${limit(facts)}`,
  }
}

/** On a day that must not be closed: what goes because it is not, and what doesn't because it is. */
export function openDay(title: string, held: string, broken: string): RuleWords<DayFacts> {
  return {
    title,
    held: (facts) => `On ${day(facts.date)} ${held}.`,
    broken: (facts) => `On ${day(facts.date)} ${broken}: ${closed(facts)}.`,
  }
}
