import type { SwapSize } from '../../../rules/index.ts'
import type { AllRuleWords } from '../../rule-words.ts'
import { duration } from '../amounts.ts'
import { careType, day, days, period } from '../nouns.ts'
import { deadline, horizon, openDay } from '../sentences.ts'

const SIZES: Readonly<Record<SwapSize, string>> = {
  any: 'Hoe lang de dagen duren, maakt niet uit',
  'same-hours': 'De dagen moeten even lang zijn',
  'same-day-parts': 'De dagen moeten evenveel dagdelen hebben',
  'not-longer': 'De dag die u terugkrijgt, mag niet langer zijn',
}

/** On a planned day that is given up for another. */
export const SWAP = {
  'swap.future': {
    title: 'Ruilen alleen voor komende dagen',
    held: ({ give, take }) => `Beide dagen moeten nog komen: ${days([give, take])}.`,
    broken: ({ today, give, take }) =>
      `Ruilen kan alleen met dagen na vandaag, ${day(today)}. U vroeg om ${day(give)} te ruilen voor ${day(take)}.`,
  },
  'swap.horizon': horizon('Hoe ver vooruit u kunt ruilen'),
  'swap.notice': deadline('Een ruildag op tijd aanvragen', 'aangevraagd'),
  'swap.window': {
    title: 'De dagen van een ruiling liggen dicht genoeg bij elkaar',
    held: ({ give, date, ...days }) =>
      `U levert ${day(give)} in en krijgt ${day(date)} terug. Terugkrijgen kan ${period(days)}.`,
    broken: ({ give, date, ...days }) =>
      `U levert ${day(give)} in. De dag die u terugkrijgt kan dan niet ${day(date)} zijn, wel een dag ${period(days)}.`,
  },
  'swap.same-size': {
    title: 'De lengte van de dagen past bij elkaar',
    held: (facts) => `De lengte past: ${lengths(facts)}.`,
    broken: (facts) => `${SIZES[facts.size]}: ${lengths(facts)}.`,
  },
  'swap.same-care-type': {
    title: 'Ruilen tussen soorten opvang',
    held: ({ give, take }) =>
      give === take
        ? `Beide dagen zijn ${careType(take)}.`
        : `U kunt ${careType(give)} ruilen voor ${careType(take)}.`,
    broken: ({ give, take }) => `U kunt ${careType(give)} niet ruilen voor ${careType(take)}.`,
  },
  'swap.same-product': {
    title: 'Ruilen alleen voor opvang die daarbij hoort',
    held: ({ give, take }) => `U kunt de opvang op ${day(give)} ruilen voor opvang op ${day(take)}.`,
    broken: ({ give, take }) =>
      `U kunt de opvang op ${day(give)} niet ruilen voor opvang op ${day(take)}. De huisregels houden die opvang apart.`,
  },
  'swap.not-closed-day': openDay(
    'Gesloten dagen kunt u niet inleveren',
    'is er opvang om in te leveren',
    'kunt u geen opvang inleveren',
  ),
} satisfies Partial<AllRuleWords>

function lengths({ givenMinutes, takenMinutes }: Record<'givenMinutes' | 'takenMinutes', number>): string {
  return `u levert ${duration(givenMinutes)} in en krijgt ${duration(takenMinutes)} terug`
}
