import { type Random, randomFrom } from '../../rules/organisation/random.ts'
import { familyOf } from './family.ts'
import { FIRST_NAMES } from './names.ts'
import { type Place, pickPlace } from './places.ts'
import { CHILD_SEED } from './seeds.ts'

/** The moment of every import, so that a year from now the same children are neither unborn nor grown up. */
export const AT = '2026-10-20 12:00'

const [THIS_YEAR, OLDEST] = [2026, 12]

export interface Child {
  readonly number: string
  readonly firstName: string
  readonly family: number
  readonly born: Birthday
  readonly place: Place
  /** In the year that it becomes four a child has left day care. */
  readonly isAtSchool: boolean
  /** Its own, to draw on in the same order in every run. */
  readonly random: Random
}

/** The day is from 2 to 28, so that it and the day before it are there in every month. */
export interface Birthday {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** The child at this place, counted from 0, of an organisation of so many. */
export function makeChild(at: number, children: number): Child {
  const random = randomFrom(CHILD_SEED + at)
  const age = 1 + random.below(OLDEST)
  return {
    number: numberOf(at),
    firstName: random.pick(FIRST_NAMES),
    family: familyOf(at, children),
    born: { year: THIS_YEAR - age, month: 1 + random.below(12), day: 2 + random.below(27) },
    place: pickPlace(random),
    isAtSchool: age >= 4,
    random,
  }
}

export function inDutch({ year, month, day }: Birthday): string {
  return [day, month]
    .map((part) => String(part).padStart(2, '0'))
    .concat(String(year))
    .join('-')
}

/** Planning packages count from 1 and keep the zeros in front. */
export function numberOf(at: number): string {
  return String(at + 1).padStart(7, '0')
}
