import { type Random, randomFrom } from '../../rules/organisation/random.ts'
import { FIRST_NAMES, LAST_NAMES } from './names.ts'
import { FAMILY_SEED } from './seeds.ts'

export interface Guardian {
  readonly firstName: string
  readonly infix: string
  readonly lastName: string
  readonly email: string
  readonly phone: string
  readonly custody: 'ja' | 'nee'
}

export interface Family {
  readonly infix: string
  readonly lastName: string
  /** One or two. */
  readonly guardians: readonly Guardian[]
}

/**
 * The family of a child. Of every three children two are of one family and one is an only child, so half of the
 * families have two; the second was registered years after the first, so their rows are far apart in the file.
 */
export function familyOf(child: number, children: number): number {
  const families = Math.ceil((children * 2) / 3)
  return child < families ? child : child - families
}

/** The family of this number, the same in every run. */
export function makeFamily(number: number): Family {
  const random = randomFrom(FAMILY_SEED + number)
  const [infix, lastName] = random.pick(LAST_NAMES)
  const first = makeGuardian(`${number}a`, [infix, lastName], random)
  if (random.chance(0.15)) return { infix, lastName, guardians: [first] }
  return { infix, lastName, guardians: [first, makeGuardian(`${number}b`, random.pick(LAST_NAMES), random)] }
}

function makeGuardian(id: string, [infix, lastName]: readonly [string, string], random: Random): Guardian {
  const firstName = random.pick(FIRST_NAMES)
  return {
    firstName,
    infix,
    lastName,
    email: `${inAddress(firstName)}.${inAddress(lastName)}${id}@example.${random.pick(['com', 'net', 'org'])}`,
    phone: `06-000${String(random.below(100_000)).padStart(5, '0')}`,
    custody: random.chance(0.95) ? 'ja' : 'nee',
  }
}

/** What of a name can stand in an e-mail address. */
function inAddress(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '')
}
