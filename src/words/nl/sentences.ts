import type { DayFacts, DeadlineFacts, HorizonFacts } from '../../rules/index.ts'
import { counted } from '../format.ts'
import type { RuleWords } from '../rule-words.ts'
import { clock, closed, day, days, moment } from './nouns.ts'

/** On a deadline; `done` is what was done, as a past participle. */
export function deadline(title: string, done: string): RuleWords<DeadlineFacts> {
  const limit = (facts: DeadlineFacts) => {
    const start = facts.startOfCare ? `, want de opvang begint om ${clock(facts.startOfCare)}` : ''
    return `Dat kon ${facts.limitIncluded ? 'tot en met' : 'tot'} ${moment(facts.limit)}${start}.`
  }
  return {
    title,
    held: (facts) => `Op tijd ${done}: ${moment(facts.askedAt)}. ${limit(facts)}`,
    broken: (facts) => `Te laat ${done}: ${moment(facts.askedAt)}. ${limit(facts)}`,
  }
}

export function horizon(title: string): RuleWords<HorizonFacts> {
  const limit = (facts: HorizonFacts) =>
    `Vandaag kan dat tot en met ${day(facts.latest)}, ${counted(facts.aheadDays, 'dag', 'dagen')} vooruit.`
  return {
    title,
    held: (facts) => `Niet te ver vooruit: ${days(facts.dates)}. ${limit(facts)}`,
    broken: (facts) =>
      `Te ver vooruit: ${days(facts.dates.filter((date) => date > facts.latest))}. ${limit(facts)}`,
  }
}

/** On a day that must not be closed; `consequence` says what doesn't go because it is. */
export function openDay(title: string, consequence: string): RuleWords<DayFacts> {
  return {
    title,
    held: (facts) => `Op ${day(facts.date)} is de locatie open.`,
    broken: (facts) => `Op ${day(facts.date)} ${consequence}: ${closed(facts)}.`,
  }
}
