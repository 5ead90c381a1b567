import { type GroupRecord, groups as sheet } from '../../../csv/kinds/groups.ts'
import type { CareType } from '../../../rules/index.ts'
import { deleteMany } from '../../../store/batch.ts'
import type { ReadDb } from '../../../store/open.ts'
import { listGroups, saveGroups } from '../../../store/organisation.ts'
import type { ImportKind } from '../kind.ts'
import { assertLocations, readLocations, unknownLocation } from '../places.ts'

interface GroupRow {
  readonly locationId: number
  readonly name: string
  readonly careType: CareType
  readonly places: number | null
}

export const groups: ImportKind<GroupRecord, GroupRow> = {
  sheet,
  columnOf: { places: 'plaatsen' },
  match: async (read) => {
    await assertLocations(read)
    const locations = await readLocations(read)
    const nameOf = new Map([...locations].map(([name, id]) => [id, name]))
    return {
      stored: await readStored(read),
      propose: ({ record: { location, name, careType, places } }) => {
        const locationId = locations.get(location)
        if (locationId === undefined) return { faults: [unknownLocation(location)] }
        const row = { locationId, name, careType, places }
        return { key: keyOf(row), name: `${location} / ${name}`, row }
      },
      cells: ({ name, careType, places, locationId }) => ({
        locatie: nameOf.get(locationId) ?? null,
        groep: name,
        opvangsoort: careType,
        plaatsen: places === null ? null : String(places),
      }),
    }
  },
  save: (write, changes) =>
    saveGroups(
      write,
      changes.map(({ after }) => toTable(after)),
    ),
  stored: readStored,
  remove: (write, rows) => deleteMany(write, KEY, rows.map(toTable)),
}

const KEY = { table: 'groups', columns: { location_id: 'integer', name: 'text' } } as const

async function readStored(read: ReadDb): Promise<ReadonlyMap<string, GroupRow>> {
  const rows = (await listGroups(read)).map(
    (row): GroupRow => ({
      locationId: row.location_id,
      name: row.name,
      careType: row.care_type,
      places: row.places,
    }),
  )
  return new Map(rows.map((row) => [keyOf(row), row]))
}

function toTable({ locationId, name, careType, places }: GroupRow) {
  return {
    location_id: locationId,
    name,
    care_type: careType,
    places,
  }
}

function keyOf({ locationId, name }: GroupRow): string {
  return `${locationId}/${name}`
}
