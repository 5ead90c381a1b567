import { addressKey } from '../../../csv/address.ts'
import { type ChildRecord, children as sheet } from '../../../csv/kinds/children.ts'
import type { Sheet } from '../../../csv/report.ts'
import type { ReadDb } from '../../../store/open.ts'
import { listChildren, listGuardiansByEmail, listGuardiansOf } from '../../../store/people.ts'
import type { ImportKind, Match } from '../kind.ts'
import { readPlaces, unknownGroup } from '../places.ts'
import { type ChildRow, guardiansOf, personOf } from './family.ts'
import { wantedGuardians } from './guardian-cells.ts'
import { removedGuardians } from './removed-guardians.ts'
import { saveFamilies } from './save-families.ts'
import { unifyGuardians } from './unify-guardians.ts'

export const children: ImportKind<ChildRecord, ChildRow> = {
  sheet,
  columnOf: { infix: 'tussenvoegsel' },
  match: matchChildren,
  save: saveFamilies,
}

async function matchChildren(
  read: ReadDb,
  { records, columns }: Sheet<ChildRecord>,
): Promise<Match<ChildRecord, ChildRow>> {
  const places = await readPlaces(read)
  const stored = await readStored(
    read,
    records.map(({ key }) => key),
  )
  const named = [
    ...records.flatMap(({ record }) => record.guardians),
    ...[...stored.values()].flatMap(guardiansOf),
  ]
  const known = await listGuardiansByEmail(read, new Set(named.map(({ email }) => addressKey(email ?? ''))))
  return {
    stored,
    propose: ({ key, record }) => {
      const { location, group, guardians, ...child } = record
      const groupId = places.groupOf(location, group)
      if (groupId === undefined) return { faults: [unknownGroup(group)] }
      const before = stored.get(key)
      const family = { 1: before?.guardian1 ?? null, 2: before?.guardian2 ?? null }
      const row = {
        ...child,
        groupId,
        ...wantedGuardians(guardians, family, columns),
      }
      return { key, name: key, row }
    },
    settle: (wanted) => {
      const { wanted: unified, findings } = unifyGuardians(wanted, known.map(personOf))
      return { wanted: unified, findings: [...findings, ...removedGuardians(unified, stored, columns)] }
    },
  }
}

async function readStored(read: ReadDb, numbers: Iterable<string>): Promise<ReadonlyMap<string, ChildRow>> {
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
