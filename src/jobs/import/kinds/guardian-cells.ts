import type { GuardianRecord, Position } from '../../../csv/kinds/guardian.ts'
import { type ChildGuardian, isNamed, type Person, SILENT, samePerson } from './family.ts'
import { type Field, type GuardianCells, toldFields } from './guardian-columns.ts'
import { recogniseGuardians, type StoredGuardians } from './same-guardian.ts'

/** A guardian of whom the file may say nothing about custody, beside the custody that is stored. */
interface Wish {
  readonly person: Person
  readonly custody: boolean | null
  readonly custodyBefore: boolean
}

export interface WantedGuardians {
  readonly guardian1: ChildGuardian | null
  readonly guardian2: ChildGuardian | null
}

/**
 * The guardians that the cells of a row want. Of a guardian with an address, who may be in other rows too, null
 * means that this row doesn't say. A column that is not there leaves what is stored.
 */
export function wantedGuardians(
  records: readonly GuardianRecord[],
  stored: StoredGuardians,
  header: ReadonlySet<string>,
): WantedGuardians {
  const cells = cellsOf(records, header)
  const known = recogniseGuardians(cells, toldOf(stored, header))
  const wishAt = (position: Position) => {
    if (!isTold(position, header)) return unsaid(stored[position])
    const here = cells.find(({ record }) => record.position === position)
    return here ? wishOf(here, known.get(position)) : null
  }
  const [one, two] = [wishAt(1), wishAt(2)]
  const isOne = one && two && samePerson(one.person, two.person)
  const custody = isOne ? eitherCustody(one, two) : undefined
  return { guardian1: settle(one, custody), guardian2: settle(two, custody) }
}

export function cellsOf(
  records: readonly GuardianRecord[],
  header: ReadonlySet<string>,
): readonly GuardianCells[] {
  return records.map((record) => ({ record, told: toldFields(record.position, header) }))
}

/** Whoever stands where the file has no columns stays there, so nobody else can be that person. */
export function toldOf(stored: StoredGuardians, header: ReadonlySet<string>): StoredGuardians {
  return { 1: isTold(1, header) ? stored[1] : null, 2: isTold(2, header) ? stored[2] : null }
}

function isTold(position: Position, header: ReadonlySet<string>): boolean {
  return toldFields(position, header).length > 0
}

function unsaid(before: ChildGuardian | null): Wish | null {
  if (!before) return null
  const { custody, ...person } = before
  return {
    person: person.email === null ? person : { ...person, ...SILENT },
    custody,
    custodyBefore: custody,
  }
}

function wishOf({ record, told }: GuardianCells, same: ChildGuardian | undefined): Wish {
  const email = record.email ?? same?.email ?? null
  // Other rows may say of a person with an address what this one doesn't; but a name is told as a whole.
  const kept = email === null ? same : undefined
  const keptName = isNamed(record) ? same : kept
  const cell = (field: Exclude<Field, 'email'>, untold: Person | undefined) =>
    told.includes(field) ? record[field] : (untold?.[field] ?? null)
  const person = {
    id: same?.id ?? null,
    email,
    firstName: cell('firstName', keptName),
    infix: cell('infix', keptName),
    lastName: cell('lastName', keptName),
    phone: cell('phone', kept),
  }
  return { person, custody: record.custody, custodyBefore: same?.custody ?? false }
}

/** Of one person in both places: what either says counts, and custody before none. */
function eitherCustody(one: Wish, two: Wish): boolean | null {
  const said = [one.custody, two.custody].filter((custody) => custody !== null)
  return said.length === 0 ? null : said.includes(true)
}

/** An empty cell gives no custody and takes none away. */
function settle(wish: Wish | null, shared: boolean | null | undefined): ChildGuardian | null {
  if (!wish) return null
  const { person, custodyBefore } = wish
  const custody = shared === undefined ? wish.custody : shared
  return { ...person, custody: custody ?? custodyBefore }
}
