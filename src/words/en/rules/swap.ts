import type { SwapSize } from '../../../rules/index.ts'
import type { AllRuleWords } from '../../rule-words.ts'
import { duration } from '../amounts.ts'
import { careType, day, days, period } from '../nouns.ts'
import { deadline, horizon, openDay } from '../sentences.ts'

const SIZES: Readonly<Record<SwapSize, string>> = {
  any: "The length of the days doesn't matter",
  'same-hours': 'The days must be of the same length',
  'same-day-parts': 'The days must have as many day-parts',
  'not-longer': 'The day you get must not be longer',
}

/** On a planned day that is given up for another. */
export const SWAP = {
  'swap.future': {
    title: 'Swaps are for days to come',
    held: ({ give, take }) => `Both days are still to come: ${days([give, take])}.`,
    broken: ({ today, give, take }) =>
      `You can only swap days after today, ${day(today)}. You asked to swap ${day(give)} for ${day(take)}.`,
  },
  'swap.horizon': horizon('How far ahead you can swap'),
  'swap.notice': deadline('Asking for a swap in time', 'Asked'),
  'swap.window': {
    title: 'The days of a swap are near enough to each other',
    held: ({ give, date, ...days }) =>
      `You give up ${day(give)} and get ${day(date)}. A day can be chosen ${period(days)}.`,
    broken: ({ give, date, ...days }) =>
      `You give up ${day(give)}. The day you get can't be ${day(date)} then, but a day ${period(days)}.`,
  },
  'swap.same-size': {
    title: 'The days go together in length',
    held: (facts) => `The length is right: ${lengths(facts)}.`,
    broken: (facts) => `${SIZES[facts.size]}: ${lengths(facts)}.`,
  },
  'swap.same-care-type': {
    title: 'Swaps between kinds of care',
    held: ({ give, take }) =>
      give === take
        ? `Both days are ${careType(take)}.`
        : `You can swap ${careType(give)} for ${careType(take)}.`,
    broken: ({ give, take }) => `You can't swap ${careType(give)} for ${careType(take)}.`,
  },
  'swap.same-product': {
    title: 'Swaps are for care that goes with it',
    held: ({ give, take }) => `You can swap the care on ${day(give)} for care on ${day(take)}.`,
    broken: ({ give, take }) =>
      `You can't swap the care on ${day(give)} for care on ${day(take)}. The house rules keep that care apart.`,
  },
  'swap.not-closed-day': openDay(
    "Closed days can't be given up",
    'there is care to give up',
    'there is no care to give up',
  ),
} satisfies Partial<AllRuleWords>

function lengths({ givenMinutes, takenMinutes }: Record<'givenMinutes' | 'takenMinutes', number>): string {
  return `you give up ${duration(givenMinutes)} and get ${duration(takenMinutes)}`
}
