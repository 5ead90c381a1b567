import type { Closure, Group, GroupId, IsoDate, Location, LocationId } from '../../rules/index.ts'
import type { ReadDb } from '../open.ts'

/** The groups of these locations with the staff that is planned in them. */
export async function readGroups(
  read: ReadDb,
  locationIds: readonly number[],
): Promise<ReadonlyMap<GroupId, Group>> {
  if (locationIds.length === 0) return new Map()
  const rows = await read.selectFrom('groups').selectAll().where('location_id', 'in', locationIds).execute()
  const staff = await read
    .selectFrom('group_staff')
    .innerJoin('groups', 'groups.id', 'group_staff.group_id')
    .select(['group_id', 'date', 'staff'])
    .where('location_id', 'in', locationIds)
    .execute()
  const staffOf = Map.groupBy(staff, (row) => row.group_id)
  return new Map(
    rows.map((row) => [
      String(row.id),
      {
        id: String(row.id),
        location: String(row.location_id),
        careType: row.care_type,
        places: row.places ?? 'unknown',
        staff: Object.fromEntries((staffOf.get(row.id) ?? []).map((day) => [day.date, day.staff])),
      },
    ]),
  )
}

/** Locations with their closures and school holidays. */
export async function readLocations(
  read: ReadDb,
  ids: readonly number[],
): Promise<ReadonlyMap<LocationId, Location>> {
  if (ids.length === 0) return new Map()
  const closures = await read.selectFrom('closures').selectAll().where('location_id', 'in', ids).execute()
  const holidays = await read
    .selectFrom('school_holidays')
    .selectAll()
    .where('location_id', 'in', ids)
    .execute()
  return new Map(
    ids.map((id) => [
      String(id),
      {
        id: String(id),
        closures: closures.filter((row) => row.location_id === id).map(toClosure),
        schoolHolidays: holidays
          .filter((row) => row.location_id === id)
          .map((row) => ({ from: row.first_day, until: row.last_day, name: row.name })),
      },
    ]),
  )
}

function toClosure(row: {
  date: IsoDate
  name: string
  from_time: Closure['from'] | null
  until_time: Closure['until'] | null
}): Closure {
  return {
    date: row.date,
    name: row.name,
    ...(row.from_time && { from: row.from_time }),
    ...(row.until_time && { until: row.until_time }),
  }
}
