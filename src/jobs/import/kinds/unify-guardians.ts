import { addressKey } from '../../../csv/address.ts'
import type { Position } from '../../../csv/kinds/guardian.ts'
import { findingAt, type ImportFinding, type Remark } from '../finding.ts'
import type { Settled, Wanted } from '../kind.ts'
import { type ChildGuardian, type ChildRow, isNamed, type Person, sameName, samePerson } from './family.ts'
import { guardianColumn } from './guardian-columns.ts'
import { renamings } from './renamings.ts'

/** A child with its row's guardians filled in, and what there is to say of them. */
interface Unified {
  readonly row: ChildRow
  readonly remarks: readonly Remark[]
}

/**
 * One person for each address: what the rows of the file say of it is brought together, the first row that says
 * something counts, and where none does what is stored. So a file imported again changes nothing, even when its
 * rows contradict each other.
 */
export function unifyGuardians(
  wanted: readonly Wanted<ChildRow>[],
  known: readonly Person[],
  stored: ReadonlyMap<string, ChildRow>,
): Settled<ChildRow> {
  const knownByKey = new Map(known.map((person) => [keyOf(person), person]))
  const persons = unitePersons(wanted, knownByKey)
  const unified = wanted.map((one) => {
    const { row, remarks } = unify(one.row, persons)
    const told = new Set(remarks.map(({ column }) => column))
    const renamed = renamings(one.row, knownByKey, stored.get(one.key))
    return { one, row, remarks: [...remarks, ...renamed.filter(({ column }) => !told.has(column))] }
  })
  return {
    wanted: unified.map(({ one, row }) => ({ ...one, row })),
    findings: unified.flatMap(({ one, remarks }): ImportFinding[] =>
      remarks.map((remark) => findingAt(one, remark)),
    ),
  }
}

function unitePersons(wanted: readonly Wanted<ChildRow>[], knownByKey: ReadonlyMap<string, Person>) {
  const told = wanted
    .flatMap(({ row }) => [row.guardian1, row.guardian2])
    .filter((guardian) => guardian?.email != null)
  const byKey = Map.groupBy(told as ChildGuardian[], keyOf)
  return new Map([...byKey].map(([key, rows]) => [key, unite(rows, knownByKey.get(key))]))
}

/** A name is taken as a whole, or two persons' names would mix. */
function unite(told: readonly ChildGuardian[], known: Person | undefined): Person {
  const { firstName = null, infix = null, lastName = null } = told.find(isNamed) ?? known ?? {}
  const phone = told.find((one) => one.phone !== null)?.phone ?? known?.phone ?? null
  const email = known?.email ?? told[0]?.email ?? null
  return { id: known?.id ?? null, email, firstName, infix, lastName, phone }
}

function unify(row: ChildRow, persons: ReadonlyMap<string, Person>): Unified {
  const { guardian1: first, guardian2: second } = row
  const isTwice = first && second && samePerson(first, second)
  const remarks = [...differences(1, first, persons), ...differences(2, second, persons)]
  return {
    row: {
      ...row,
      guardian1: filledIn(first, persons),
      guardian2: isTwice ? null : filledIn(second, persons),
    },
    remarks: isTwice ? [...remarks, twice(second)] : remarks,
  }
}

function filledIn(
  guardian: ChildGuardian | null,
  persons: ReadonlyMap<string, Person>,
): ChildGuardian | null {
  const person = guardian && persons.get(keyOf(guardian))
  return person ? { ...person, custody: guardian.custody } : guardian
}

function differences(
  position: Position,
  guardian: ChildGuardian | null,
  persons: ReadonlyMap<string, Person>,
): readonly Remark[] {
  const person = guardian && persons.get(keyOf(guardian))
  if (!person) return []
  const differing = (['lastName', 'firstName', 'infix'] as const).find(
    (part) => guardian[part] !== person[part],
  )
  const name = isNamed(guardian) && !sameName(guardian, person) && differing
  const phone = guardian.phone !== null && guardian.phone !== person.phone && ('phone' as const)
  return [name, phone]
    .filter((field) => field !== false && field !== undefined)
    .map((field) => ({
      code: 'guardian-differs',
      column: guardianColumn(position, field),
      value: guardian[field] ?? '',
    }))
}

function twice({ email }: Person): Remark {
  return { code: 'guardian-twice', column: guardianColumn(2, 'email'), value: email ?? '' }
}

/** Empty for a guardian without an address, who is nobody else's. */
function keyOf({ email }: Person): string {
  return email === null ? '' : addressKey(email)
}
