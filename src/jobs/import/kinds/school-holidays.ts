import { type SchoolHolidayRecord, schoolHolidays as sheet } from '../../../csv/kinds/school-holidays.ts'
import type { IsoDate } from '../../../rules/index.ts'
import { deleteMany } from '../../../store/batch.ts'
import type { ReadDb } from '../../../store/open.ts'
import { listSchoolHolidays, saveSchoolHolidays } from '../../../store/organisation.ts'
import type { ImportKind } from '../kind.ts'
import { readLocations, unknownLocation } from '../places.ts'

interface SchoolHolidayRow {
  readonly locationId: number
  readonly from: IsoDate
  readonly until: IsoDate
  readonly name: string
}

export const schoolHolidays: ImportKind<SchoolHolidayRecord, SchoolHolidayRow> = {
  sheet,
  columnOf: {},
  match: async (read) => {
    const locations = await readLocations(read)
    return {
      stored: await readStored(read),
      propose: ({ record: { location, ...holiday } }) => {
        const locationId = locations.get(location)
        if (locationId === undefined) return { faults: [unknownLocation(location)] }
        const row = { locationId, ...holiday }
        return { key: keyOf(row), name: `${location} / ${row.from}`, row }
      },
    }
  },
  save: (write, changes) =>
    saveSchoolHolidays(
      write,
      changes.map(({ after }) => toTable(after)),
    ),
  stored: readStored,
  remove: (write, rows) => deleteMany(write, KEY, rows.map(toTable)),
}

const KEY = { table: 'school_holidays', columns: { location_id: 'integer', first_day: 'date' } } as const

async function readStored(read: ReadDb): Promise<ReadonlyMap<string, SchoolHolidayRow>> {
  const rows = (await listSchoolHolidays(read)).map(
    (row): SchoolHolidayRow => ({
      locationId: row.location_id,
      from: row.first_day,
      until: row.last_day,
      name: row.name,
    }),
  )
  return new Map(rows.map((row) => [keyOf(row), row]))
}

function toTable({ locationId, from, until, name }: SchoolHolidayRow) {
  return {
    location_id: locationId,
    first_day: from,
    last_day: until,
    name,
  }
}

function keyOf({ locationId, from }: SchoolHolidayRow): string {
  return `${locationId}/${from}`
}
