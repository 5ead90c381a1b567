import type { FactsOf } from '../../../rules/index.ts'
import { counted } from '../../format.ts'
import type { AllRuleWords } from '../../rule-words.ts'
import { usableDays } from '../../usable-days.ts'
import { credit } from '../amounts.ts'
import { careType, careTypes, day, days, period } from '../nouns.ts'

const SIZES: Readonly<Record<FactsOf<'credit.covers-day'>['size'], string>> = {
  any: 'Dat is niet genoeg.',
  equal: 'Het tegoed moet precies even groot zijn.',
  'not-longer': 'Het tegoed moet minstens even groot zijn.',
}

/** On whether credit can pay for a day. */
export const CREDIT_USED = {
  'credit.available': {
    title: 'Er is tegoed',
    held: ({ unspent }) => `Ongebruikt: ${counted(unspent, 'tegoed', 'tegoeden')}.`,
    broken: ({ from }) =>
      `Uw kind heeft geen ongebruikt tegoed${from ? ` van de afwezigheid op ${day(from)}` : ''}.`,
  },
  'credit.same-care-type': {
    title: 'Tegoed tussen soorten opvang',
    held: ({ careType: type }) => `Er is tegoed dat geldt voor ${careType(type)}.`,
    broken: ({ careType: type, creditTypes }) =>
      `Het tegoed is voor ${careTypes(creditTypes)} en geldt niet voor ${careType(type)}.`,
  },
  'credit.same-product': {
    title: 'Tegoed alleen voor opvang die daarbij hoort',
    held: ({ date }) => `Er is tegoed dat geldt voor de opvang op ${day(date)}.`,
    broken: ({ date, absentOn }) =>
      `Het tegoed van ${days(absentOn)} geldt niet voor de opvang op ${day(date)}. De huisregels houden die opvang apart.`,
  },
  'credit.valid-on-day': {
    title: 'Het tegoed is geldig op die dag',
    held: ({ date }) => `Er is tegoed dat geldig is op ${day(date)}.`,
    broken: (facts) =>
      [
        `Geen tegoed is geldig op ${day(facts.date)}.`,
        ...usableDays(facts).map(
          ([absentOn, usable]) => `Tegoed van ${day(absentOn)} geldt ${period(usable)}.`,
        ),
      ].join(' '),
  },
  'credit.asked-in-time': {
    title: 'Op tijd aanvragen met tegoed',
    held: ({ today }) => `Er is tegoed waarmee u op ${day(today)} een dag kunt aanvragen.`,
    broken: ({ today, absentOn }) =>
      `Met het tegoed van ${days(absentOn)} kunt u op ${day(today)} geen dag aanvragen.`,
  },
  'credit.covers-day': {
    title: 'Er is genoeg tegoed voor de dag',
    held: (facts) => `${priceAndWorth(facts)}.`,
    broken: (facts) => `${priceAndWorth(facts)}. ${SIZES[facts.size]}`,
  },
} satisfies Partial<AllRuleWords>

function priceAndWorth({ date, unit, price, worth }: FactsOf<'credit.covers-day'>): string {
  return `De opvang op ${day(date)} kost ${credit(price, unit)}. U kunt gebruiken: ${credit(worth, unit)}`
}
