import { type GroupRecord, groups as sheet } from '../../../csv/kinds/groups.ts'
import type { CareType } from '../../../rules/index.ts'
import { listGroups, saveGroups } from '../../../store/organisation.ts'
import type { ImportKind } from '../kind.ts'
import { readLocations, unknownLocation } from '../places.ts'

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
    const locations = await readLocations(read)
    const rows = (await listGroups(read)).map(
      (row): GroupRow => ({
        locationId: row.location_id,
        name: row.name,
        careType: row.care_type,
        places: row.places,
      }),
    )
    return {
      stored: new Map(rows.map((row) => [keyOf(row), row])),
      propose: ({ record: { location, name, careType, places } }) => {
        const locationId = locations.get(location)
        if (locationId === undefined) return { faults: [unknownLocation(location)] }
        const row = { locationId, name, careType, places }
        return { key: keyOf(row), name: `${location} / ${name}`, row }
      },
    }
  },
  save: (write, changes) =>
    saveGroups(
      write,
      changes.map(({ after: { locationId, name, careType, places } }) => ({
        location_id: locationId,
        name,
        care_type: careType,
        places,
      })),
    ),
}

function keyOf({ locationId, name }: GroupRow): string {
  return `${locationId}/${name}`
}
