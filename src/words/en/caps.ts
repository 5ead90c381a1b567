import type { AskKind, EarningCap, PartYear, RequestCap, UnitName } from '../../rules/index.ts'
import { credit } from './amounts.ts'
import { limit } from './cases.ts'
import { asked, countedAsks } from './nouns.ts'

const PER: Readonly<Record<RequestCap['per'] | EarningCap['per'], string>> = {
  week: 'per week',
  month: 'per month',
  year: 'per calendar year',
  'contract-year': 'per contract year',
  balance: 'at one time',
}

const OF: Readonly<Record<RequestCap['of'], string>> = {
  child: 'per child',
  'care-type': 'per child and kind of care',
}

const PART_YEAR: Readonly<Record<PartYear, readonly string[]>> = {
  whole: [],
  'in-proportion': ['For a contract of a part of the year that is in proportion.'],
}

const COUNTED: Readonly<Record<RequestCap['counted'], string>> = {
  given: 'give up',
  taken: 'get',
}

/** The most requests of a kind. */
export function requestCap(
  { most, per, of, counted, partYear }: RequestCap,
  kind: AskKind,
): readonly string[] {
  return [
    ...limit(`You get ${OF[of]}, ${PER[per]},`, most, (count) => `${countedAsks(count, kind)} at most`),
    ...(kind === 'swap' ? [`For ${asked(kind)} the date of the day you ${COUNTED[counted]} counts.`] : []),
    ...PART_YEAR[partYear],
  ]
}

/** The most credit, in the unit of the policy. */
export function earningCap({ most, per, of, partYear }: EarningCap, unit: UnitName): readonly string[] {
  const verb = per === 'balance' ? 'have' : 'save'
  return [
    ...limit(`You ${verb} ${OF[of]}, ${PER[per]},`, most, (count) => `${credit(count, unit)} at most`),
    ...PART_YEAR[partYear],
  ]
}

/** What a part of a year brings. */
export function partOfYear(partYear: PartYear): readonly string[] {
  return PART_YEAR[partYear]
}
