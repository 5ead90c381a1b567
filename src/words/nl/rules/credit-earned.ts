import type { EarningCap, FactsOf } from '../../../rules/index.ts'
import type { AllRuleWords } from '../../rule-words.ts'
import { amount, credit, duration } from '../amounts.ts'
import { care, careType, day } from '../nouns.ts'
import { deadline, openDay } from '../sentences.ts'

const WHOLE: Readonly<Record<FactsOf<'credit.whole-day'>['least'], string>> = {
  days: 'een hele dag',
  'day-parts': 'een heel dagdeel',
}

const CAPS: Readonly<Record<EarningCap['per'], (most: string, before: string) => string>> = {
  year: (most, before) => `U spaart hooguit ${most} per kalenderjaar. Dit jaar al gespaard: ${before}.`,
  'contract-year': (most, before) =>
    `U spaart hooguit ${most} per contractjaar. In dat jaar al gespaard: ${before}.`,
  balance: (most, before) => `U kunt hooguit ${most} tegelijk hebben. U hebt nu: ${before}.`,
}

/** On whether an absence earns credit. */
export const CREDIT_EARNED = {
  'credit.offered': {
    title: 'De opvang kan tegoed opleveren',
    held: ({ date, careType: type }) => `Voor ${careType(type)} op ${day(date)} kunt u tegoed krijgen.`,
    broken: ({ date, careType: type }) =>
      `Voor deze afwezigheid (${careType(type)} op ${day(date)}) geven de huisregels geen tegoed.`,
  },
  'credit.reported-in-time': deadline('Op tijd afmelden voor tegoed', 'afgemeld'),
  'credit.contract-day': {
    title: 'Tegoed alleen voor contractdagen',
    held: ({ date, contractCare }) => `Op ${day(date)} is er volgens het contract ${care(contractCare)}.`,
    broken: ({ date, earnedBefore }) =>
      earnedBefore
        ? `De dag ${day(date)} leverde al eerder tegoed op.`
        : `De opvang op ${day(date)} is een ruildag, extra dag of dag met tegoed. Die levert geen tegoed op.`,
  },
  'credit.whole-day': {
    title: 'Tegoed alleen voor hele dagen of dagdelen',
    held: ({ date, careType: type, least }) =>
      `Uw kind is op ${day(date)} afgemeld voor ${WHOLE[least]} ${careType(type)}.`,
    broken: ({ date, careType: type, least, reportedMinutes, plannedMinutes }) =>
      `Uw kind is op ${day(date)} afgemeld voor ${duration(reportedMinutes)} ${careType(type)}. Gepland: ${duration(plannedMinutes)}. Alleen ${WHOLE[least]} levert tegoed op.`,
  },
  'credit.not-closed-day': openDay(
    'Gesloten dagen leveren geen tegoed op',
    'kan de opvang tegoed opleveren',
    'is er geen tegoed te krijgen',
  ),
  'credit.cap': {
    title: 'Het hoogste tegoed is niet bereikt',
    held: capped,
    broken: (facts) => `Het hoogste tegoed is bereikt. ${capped(facts)}`,
  },
} satisfies Partial<AllRuleWords>

function capped({ unit, most, before, per }: FactsOf<'credit.cap'>): string {
  return CAPS[per](credit(most, unit), amount(before, unit))
}
