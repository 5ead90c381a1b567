import { type ReadDb, reading, type WriteDb } from '../../../store/open.ts'
import {
  deleteChildren,
  deleteUnreferredGuardians,
  listChildren,
  listGuardianIds,
  listGuardiansOf,
} from '../../../store/people.ts'
import { type ChildGuardian, type ChildRow, guardiansOf, personOf } from './family.ts'

/** The children with these numbers, each with its guardians. */
export async function readFamilies(
  read: ReadDb,
  numbers: Iterable<string>,
): Promise<ReadonlyMap<string, ChildRow>> {
  const rows = await listChildren(read, numbers)
  const links = await listGuardiansOf(
    read,
    rows.map((row) => row.id),
  )
  const guardians = new Map(
    links.map((row) => [`${row.child_id}/${row.position}`, { ...personOf(row), custody: row.custody }]),
  )
  return new Map(
    rows.map((row) => [
      row.number,
      {
        number: row.number,
        firstName: row.first_name,
        infix: row.infix,
        lastName: row.last_name,
        born: row.born,
        groupId: row.group_id,
        guardian1: guardians.get(`${row.id}/1`) ?? null,
        guardian2: guardians.get(`${row.id}/2`) ?? null,
      },
    ]),
  )
}

/** Takes children away, and with them the guardians to whom nothing refers any more. */
export async function removeFamilies(write: WriteDb, rows: readonly ChildRow[]): Promise<void> {
  const numbers = rows.map(({ number }) => number)
  const stored = await readFamilies(reading(write), numbers)
  await deleteChildren(write, numbers)
  const guardians = [...stored.values()].flatMap(guardiansOf)
  await deleteUnreferredGuardians(write, [...new Set(guardians.flatMap(({ id }) => id ?? []))])
}

/** A guardian who was taken away since is a new person: nothing referred to the old one. */
export async function reviveFamilies(read: ReadDb, rows: readonly ChildRow[]): Promise<readonly ChildRow[]> {
  const known = await listGuardianIds(read, new Set(rows.flatMap(guardiansOf).flatMap(({ id }) => id ?? [])))
  const revived = (guardian: ChildGuardian | null) =>
    guardian && (guardian.id === null || known.has(guardian.id) ? guardian : { ...guardian, id: null })
  return rows.map((row) => ({
    ...row,
    guardian1: revived(row.guardian1),
    guardian2: revived(row.guardian2),
  }))
}
