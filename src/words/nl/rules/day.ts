import type { AllRuleWords } from '../../rule-words.ts'
import { care, day } from '../nouns.ts'
import { openDay } from '../sentences.ts'

/** On the day that is asked about. */
export const DAY = {
  'day.planned': {
    title: 'Er is opvang gepland',
    held: ({ date, planned }) => `Op ${day(date)} staat gepland: ${care(planned)}.`,
    broken({ date, sought, takenBy }) {
      if (takenBy === 'absence') return `Uw kind is al afgemeld voor ${day(date)}.`
      if (takenBy === 'open-swap')
        return `De opvang op ${day(date)} levert u al in met een ruilverzoek dat nog openstaat.`
      return sought === 'request'
        ? `Er is geen extra dag, ruildag of dag met tegoed op ${day(date)} om af te zeggen.`
        : `Op ${day(date)} is er geen opvang gepland.`
    },
  },
  'day.free': {
    title: 'De dag is nog vrij',
    held: ({ date }) => `Op ${day(date)} is uw kind hiervoor nog niet ingepland.`,
    broken: ({ date, planned }) =>
      `Op ${day(date)} is uw kind al ingepland of aangemeld voor ${care(planned)}.`,
  },
  'day.open': openDay('De locatie is open', 'is de locatie open', 'kan uw kind niet komen'),
} satisfies Partial<AllRuleWords>
