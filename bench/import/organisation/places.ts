import type { CareType } from '../../../src/rules/index.ts'
import type { Random } from '../../rules/organisation/random.ts'
import type { Cells } from './write-csv.ts'

const LOCATIONS = 40

/** For the youngest a group of day care, and for each the one after school to which its children go at four. */
const GROUPS: readonly (readonly [dayCare: string, afterSchool: string])[] = [
  ['Vlinders', 'Ontdekkers'],
  ['Kikkers', 'Vossen'],
  ['Zeesterren', 'Libellen'],
  ['Uiltjes', 'Vroege Vogels'],
]

/** More than there are children, so that no group is ever over its places. */
const PLACES = '1000000'

/** Where a child is before it is four, and where after. */
export interface Place {
  readonly location: string
  readonly dayCare: string
  readonly afterSchool: string
}

export function pickPlace(random: Random): Place {
  const [dayCare, afterSchool] = random.pick(GROUPS)
  return { location: nameOf(random.below(LOCATIONS)), dayCare, afterSchool }
}

export function* locationRows(): Iterable<Cells> {
  yield ['locatie', 'telefoon', 'email']
  for (let at = 0; at < LOCATIONS; at += 1) {
    yield [nameOf(at), `06-000900${padded(at)}`, `locatie${at}@example.org`]
  }
}

export function* groupRows(): Iterable<Cells> {
  yield ['locatie', 'groep', 'opvangsoort', 'plaatsen']
  for (let at = 0; at < LOCATIONS; at += 1) {
    for (const [dayCare, afterSchool] of GROUPS) {
      yield [nameOf(at), dayCare, 'KDV' satisfies CareType, PLACES]
      yield [nameOf(at), afterSchool, 'BSO' satisfies CareType, PLACES]
    }
  }
}

function nameOf(at: number): string {
  return `Kindcentrum ${padded(at + 1)}`
}

function padded(number: number): string {
  return String(number).padStart(2, '0')
}
