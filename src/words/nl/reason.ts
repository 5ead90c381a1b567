import { enumeration } from '../format.ts'
import type { ReasonWords } from '../rule-words.ts'
import { careType } from './nouns.ts'

export const REASON: ReasonWords = {
  undecided: (title, why) =>
    `${title}: dat is niet te zeggen, want ${enumeration(why, 'en')}. De locatie kijkt ernaar.`,
  missing: {
    careType: 'niet duidelijk is om welke soort opvang het gaat',
    hours: 'niet bekend is om welke uren het gaat',
    places: 'niet bekend is hoeveel plaatsen de groep heeft',
    ages: 'niet bekend is hoe oud de andere kinderen zijn',
    'house-rule': 'de huisregels zeggen hier niets over',
    points: 'de huisregels zeggen niet hoeveel tegoed de opvang kost',
  },
  of: (type) => `Dit gaat over ${careType(type)}.`,
  charged: 'U kunt wel afzeggen, maar de dag telt als gebruikt.',
}
