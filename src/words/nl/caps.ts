import type { AskKind, EarningCap, PartYear, RequestCap, UnitName } from '../../rules/index.ts'
import { credit } from './amounts.ts'
import { limit } from './cases.ts'
import { asked, countedAsks } from './nouns.ts'

const PER: Readonly<Record<RequestCap['per'] | EarningCap['per'], string>> = {
  week: 'per week',
  month: 'per maand',
  year: 'per kalenderjaar',
  'contract-year': 'per contractjaar',
  balance: 'tegelijk',
}

const OF: Readonly<Record<RequestCap['of'], string>> = {
  child: 'per kind',
  'care-type': 'per kind en soort opvang',
}

const PART_YEAR: Readonly<Record<PartYear, readonly string[]>> = {
  whole: [],
  'in-proportion': ['Loopt het contract een deel van het jaar, dan is dat naar verhouding.'],
}

const COUNTED: Readonly<Record<RequestCap['counted'], string>> = {
  given: 'inlevert',
  taken: 'terugkrijgt',
}

/** The most requests of a kind. */
export function requestCap(
  { most, per, of, counted, partYear }: RequestCap,
  kind: AskKind,
): readonly string[] {
  return [
    ...limit(`U krijgt ${OF[of]}, ${PER[per]},`, most, (count) => `hooguit ${countedAsks(count, kind)}`),
    ...(kind === 'swap' ? [`Bij ${asked(kind)} telt de datum van de dag die u ${COUNTED[counted]}.`] : []),
    ...PART_YEAR[partYear],
  ]
}

/** The most credit, in the unit of the policy. */
export function earningCap({ most, per, of, partYear }: EarningCap, unit: UnitName): readonly string[] {
  const verb = per === 'balance' ? 'hebt' : 'spaart'
  return [
    ...limit(`U ${verb} ${OF[of]}, ${PER[per]},`, most, (count) => `hooguit ${credit(count, unit)}`),
    ...PART_YEAR[partYear],
  ]
}

/** What a part of a year brings. */
export function partOfYear(partYear: PartYear): readonly string[] {
  return PART_YEAR[partYear]
}
