import type { DayFacts, DeadlineFacts, HorizonFacts } from '../../rules/index.ts'
import { counted } from '../format.ts'
import type { RuleWords } from '../rule-words.ts'
import { clock, closed, day, days, moment } from './nouns.ts'

/** On a deadline; `done` is what was done, as a past participle. */
export function deadline(title: string, done: string): RuleWords<DeadlineFacts> {
  const limit = (facts: DeadlineFacts) => {
    const start = facts.startOfCare ? `, for the care starts at ${clock(facts.startOfCare)}` : ''
    return `It was possible ${facts.limitIncluded ? 'up to and including' : 'before'} ${moment(facts.limit)}${start}.`
  }
  return {
    title,
    held: (facts) => `${done} in time: ${moment(facts.askedAt)}. ${limit(facts)}`,
    broken: (facts) => `${done} too late: ${moment(facts.askedAt)}. ${limit(facts)}`,
  }
}

export function horizon(title: string): RuleWords<HorizonFacts> {
  const limit = (facts: HorizonFacts) =>
    `Today it is possible up to and including ${day(facts.latest)}, ${counted(facts.aheadDays, 'day', 'days')} ahead.`
  return {
    title,
    held: (facts) => `Not too far ahead: ${days(facts.dates)}. ${limit(facts)}`,
    broken: (facts) =>
      `Too far ahead: ${days(facts.dates.filter((date) => date > facts.latest))}. ${limit(facts)}`,
  }
}

/** On a day that must not be closed; `consequence` says what doesn't go because it is. */
export function openDay(title: string, consequence: string): RuleWords<DayFacts> {
  return {
    title,
    held: (facts) => `The location is open on ${day(facts.date)}.`,
    broken: (facts) => `On ${day(facts.date)} ${consequence}: ${closed(facts)}.`,
  }
}
