import { enumeration } from '../format.ts'
import type { ReasonWords } from '../rule-words.ts'
import { careType } from './nouns.ts'

export const REASON: ReasonWords = {
  undecided: (title, why) =>
    `${title}: that can't be said, for ${enumeration(why, 'and')}. The location will look into it.`,
  missing: {
    careType: 'it is not clear which kind of care is meant',
    hours: 'it is not known which hours are meant',
    places: 'it is not known how many places the group has',
    ages: 'it is not known how old the other children are',
    'house-rule': 'the house rules say nothing of it',
    points: 'the house rules do not say how much credit the care costs',
  },
  of: (type) => `This is about ${careType(type)}.`,
  charged: 'You can still cancel, but the day counts as used.',
}
