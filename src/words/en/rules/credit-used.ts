import type { FactsOf } from '../../../rules/index.ts'
import { counted } from '../../format.ts'
import type { AllRuleWords } from '../../rule-words.ts'
import { usableDays } from '../../usable-days.ts'
import { credit } from '../amounts.ts'
import { careType, careTypes, day, days, period } from '../nouns.ts'

const SIZES: Readonly<Record<FactsOf<'credit.covers-day'>['size'], string>> = {
  any: 'That is not enough.',
  equal: 'The credit must be worth exactly as much.',
  'not-longer': 'The credit must be worth at least as much.',
}

/** On whether credit can pay for a day. */
export const CREDIT_USED = {
  'credit.available': {
    title: 'There is credit',
    held: ({ unspent }) => `Unused: ${counted(unspent, 'credit', 'credits')}.`,
    broken: ({ from }) =>
      `Your child has no unused credit${from ? ` from the absence on ${day(from)}` : ''}.`,
  },
  'credit.same-care-type': {
    title: 'Credit between kinds of care',
    held: ({ careType: type }) => `There is credit that counts for ${careType(type)}.`,
    broken: ({ careType: type, creditTypes }) =>
      `The credit is for ${careTypes(creditTypes)} and doesn't count for ${careType(type)}.`,
  },
  'credit.same-product': {
    title: 'Credit is for care that goes with it',
    held: ({ date }) => `There is credit that counts for the care on ${day(date)}.`,
    broken: ({ date, absentOn }) =>
      `The credit from ${days(absentOn)} doesn't count for the care on ${day(date)}. The house rules keep that care apart.`,
  },
  'credit.valid-on-day': {
    title: 'The credit is valid on that day',
    held: ({ date }) => `There is credit that is valid on ${day(date)}.`,
    broken: (facts) =>
      [
        `No credit is valid on ${day(facts.date)}.`,
        ...usableDays(facts).map(
          ([absentOn, usable]) => `Credit from ${day(absentOn)} is valid ${period(usable)}.`,
        ),
      ].join(' '),
  },
  'credit.asked-in-time': {
    title: 'Asking in time with credit',
    held: ({ today }) => `There is credit with which you can ask for a day on ${day(today)}.`,
    broken: ({ today, absentOn }) =>
      `With the credit from ${days(absentOn)} you can't ask for a day on ${day(today)}.`,
  },
  'credit.covers-day': {
    title: 'There is enough credit for the day',
    held: (facts) => `${priceAndWorth(facts)}.`,
    broken: (facts) => `${priceAndWorth(facts)}. ${SIZES[facts.size]}`,
  },
} satisfies Partial<AllRuleWords>

function priceAndWorth({ date, unit, price, worth }: FactsOf<'credit.covers-day'>): string {
  return `The care on ${day(date)} costs ${credit(price, unit)}. You can use ${credit(worth, unit)}`
}
