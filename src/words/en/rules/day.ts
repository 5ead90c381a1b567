import type { AllRuleWords } from '../../rule-words.ts'
import { care, day } from '../nouns.ts'
import { openDay } from '../sentences.ts'

/** On the day that is asked about. */
export const DAY = {
  'day.planned': {
    title: 'There is planned care',
    held: ({ date, planned }) => `Planned on ${day(date)}: ${care(planned)}.`,
    broken({ date, sought, takenBy }) {
      if (takenBy === 'absence') return `Your child is reported absent on ${day(date)} already.`
      if (takenBy === 'open-swap')
        return `You already give up the care on ${day(date)} in a swap that waits for an answer.`
      return sought === 'request'
        ? `There is no extra day, swapped day or credit day on ${day(date)} to cancel.`
        : `No care is planned on ${day(date)}.`
    },
  },
  'day.free': {
    title: 'The day is still free',
    held: ({ date }) => `Your child is not planned for this yet on ${day(date)}.`,
    broken: ({ date, planned }) =>
      `On ${day(date)} your child is already planned or asked for: ${care(planned)}.`,
  },
  'day.open': openDay('The location is open', 'the location is open', "your child can't come"),
} satisfies Partial<AllRuleWords>
