import { addressKey } from '../../../csv/address.ts'
import type { ChildRecord } from '../../../csv/kinds/children.ts'
import type { Parsed } from '../../../csv/report.ts'
import type { ReadDb } from '../../../store/open.ts'
import { listGuardiansByEmail } from '../../../store/people.ts'
import type { Batch, Match } from '../kind.ts'
import { assertLocations, readPlaces, unknownGroup } from '../places.ts'
import type { Family } from './address-claims.ts'
import { decideAddresses } from './changed-addresses.ts'
import { childCells } from './child-cells.ts'
import { type ChildRow, guardiansOf, type Person, personOf } from './family.ts'
import { cellsOf, toldOf, wantedGuardians } from './guardian-cells.ts'
import { guardiansBesides } from './guardians.ts'
import { removedGuardians } from './removed-guardians.ts'
import type { StoredGuardians } from './same-guardian.ts'
import { readFamilies } from './stored-families.ts'
import { unifyGuardians } from './unify-guardians.ts'

export interface ChildrenOptions {
  /** Also a guardian with an active account gets a changed address. */
  readonly allowAccountChange: boolean
}

export async function matchChildren(
  read: ReadDb,
  { records, columns }: Batch<ChildRecord>,
  { allowAccountChange }: ChildrenOptions,
): Promise<Match<ChildRecord, ChildRow>> {
  await assertLocations(read)
  const places = await readPlaces(read)
  const stored = await readFamilies(
    read,
    records.map(({ key }) => key),
  )
  const known = await readKnown(read, records, stored)
  const isFree = (address: string) => !known.has(addressKey(address))
  const placed = records.filter(({ record }) => places.groupOf(record.location, record.group) !== undefined)
  const families = placed.map((one) => familyIn(one, stored, columns))
  const addresses = await decideAddresses(read, families, { isFree, allowAccountChange })
  return {
    stored,
    propose: ({ key, record }) => {
      const { location, group, guardians, ...child } = record
      const groupId = places.groupOf(location, group)
      if (groupId === undefined) return { faults: [unknownGroup(group)] }
      const family = addresses.guardiansNow(guardiansBefore(stored.get(key)))
      const wanted = wantedGuardians(guardians.map(addresses.readAs), family, columns)
      const notices = guardians.flatMap(addresses.remarksOn)
      return { key, name: key, row: { ...child, groupId, ...wanted }, notices }
    },
    settle: (wanted) => {
      const persons = [...known.values(), ...addresses.persons]
      const { wanted: unified, findings } = unifyGuardians(wanted, persons, stored)
      return { wanted: unified, findings: [...findings, ...removedGuardians(unified, stored, columns)] }
    },
    cells: (row) => childCells(row, places),
    besides: (changes) => guardiansBesides(changes, [...known.values()]),
  }
}

/** By the key of their address, the persons whose address a row has or has had. */
async function readKnown(
  read: ReadDb,
  records: readonly Parsed<ChildRecord>[],
  stored: ReadonlyMap<string, ChildRow>,
): Promise<ReadonlyMap<string, Person>> {
  const named = [
    ...records.flatMap(({ record }) => record.guardians),
    ...[...stored.values()].flatMap(guardiansOf),
  ]
  const rows = await listGuardiansByEmail(read, new Set(named.map(({ email }) => addressKey(email ?? ''))))
  return new Map(rows.map((row) => [row.email_key ?? '', personOf(row)]))
}

function familyIn(
  { key, record }: Parsed<ChildRecord>,
  stored: ReadonlyMap<string, ChildRow>,
  columns: ReadonlySet<string>,
): Family {
  return {
    cells: cellsOf(record.guardians, columns),
    stored: toldOf(guardiansBefore(stored.get(key)), columns),
  }
}

function guardiansBefore(child: ChildRow | undefined): StoredGuardians {
  return { 1: child?.guardian1 ?? null, 2: child?.guardian2 ?? null }
}
