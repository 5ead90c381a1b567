import { type ClosureRecord, closures as sheet } from '../../../csv/kinds/closures.ts'
import type { IsoDate, WallTime } from '../../../rules/index.ts'
import { deleteMany } from '../../../store/batch.ts'
import type { ReadDb } from '../../../store/open.ts'
import { listClosures, saveClosures } from '../../../store/organisation.ts'
import type { ImportKind } from '../kind.ts'
import { readLocations, unknownLocation } from '../places.ts'

interface ClosureRow {
  readonly locationId: number
  readonly date: IsoDate
  readonly from: WallTime | null
  readonly until: WallTime | null
  readonly name: string
}

export const closures: ImportKind<ClosureRecord, ClosureRow> = {
  sheet,
  columnOf: { until: 'tot' },
  match: async (read) => {
    const locations = await readLocations(read)
    return {
      stored: await readStored(read),
      propose: ({ record: { location, ...closure } }) => {
        const locationId = locations.get(location)
        if (locationId === undefined) return { faults: [unknownLocation(location)] }
        const row = { locationId, ...closure }
        return { key: keyOf(row), name: `${location} / ${row.date}`, row }
      },
    }
  },
  save: (write, changes) =>
    saveClosures(
      write,
      changes.map(({ after }) => toTable(after)),
    ),
  stored: readStored,
  remove: (write, rows) => deleteMany(write, KEY, rows.map(toTable)),
}

const KEY = {
  table: 'closures',
  columns: { location_id: 'integer', date: 'date', from_time: 'text' },
} as const

async function readStored(read: ReadDb): Promise<ReadonlyMap<string, ClosureRow>> {
  const rows = (await listClosures(read)).map(
    (row): ClosureRow => ({
      locationId: row.location_id,
      date: row.date,
      from: row.from_time,
      until: row.until_time,
      name: row.name,
    }),
  )
  return new Map(rows.map((row) => [keyOf(row), row]))
}

function toTable({ locationId, date, from, until, name }: ClosureRow) {
  return {
    location_id: locationId,
    date,
    from_time: from,
    until_time: until,
    name,
  }
}

function keyOf({ locationId, date, from }: ClosureRow): string {
  return `${locationId}/${date}/${from ?? ''}`
}
