import type { Fault } from '../../csv/finding.ts'
import { UserError } from '../../errors.ts'
import type { ReadDb } from '../../store/open.ts'
import { listGroups, listLocations } from '../../store/organisation.ts'
import type { Remark } from './finding.ts'

/** Ids of the locations by name. */
export async function readLocations(read: ReadDb): Promise<ReadonlyMap<string, number>> {
  const rows = await listLocations(read)
  return new Map(rows.map((row) => [row.name, row.id]))
}

/** Throws a UserError when there is none at all: then each row would say that its location or group is not known. */
export async function assertLocations(read: ReadDb): Promise<void> {
  if ((await listLocations(read)).length === 0)
    throw new UserError('There are no locations yet: import locations first, then groups.')
}

export interface Places {
  /** The pair must exist: groups of two locations may have one name. */
  groupOf(location: string, group: string): number | undefined
  /** For a group without its location; undefined when two locations have one of that name. */
  onlyGroupOf(group: string): number | undefined
  /** The pair of a group that is known. */
  nameOf(groupId: number): { readonly location: string; readonly group: string }
}

export async function readPlaces(read: ReadDb): Promise<Places> {
  const rows = await listGroups(read)
  const byPair = new Map(rows.map((row) => [pairOf(row.location, row.name), row.id]))
  const byId = new Map(rows.map((row) => [row.id, row]))
  const byName = Map.groupBy(rows, (row) => row.name)
  return {
    groupOf: (location, group) => byPair.get(pairOf(location, group)),
    onlyGroupOf: (group) => {
      const [only, ...more] = byName.get(group) ?? []
      return more.length === 0 ? only?.id : undefined
    },
    nameOf: (groupId) => {
      const { location = '', name = '' } = byId.get(groupId) ?? {}
      return { location, group: name }
    },
  }
}

export function unknownLocation(value: string): Remark {
  return { code: 'unknown-location', column: 'locatie', value }
}

export function unknownGroup(value: string): Fault {
  return { code: 'unknown-group', column: 'groep', value }
}

export function unknownChild(value: string, column = 'kindnummer'): Fault {
  return { code: 'unknown-child', column, value }
}

function pairOf(location: string, group: string): string {
  return JSON.stringify([location, group])
}
