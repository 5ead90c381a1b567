import { type Insertable, sql } from 'kysely'
import { batchesOf } from './batch.ts'
import type { ReadDb, WriteDb } from './open.ts'
import type { Closures, Groups, Locations, SchoolHolidays } from './tables.ts'

export function listLocations(read: ReadDb) {
  return read.selectFrom('locations').selectAll().execute()
}

export function listGroups(read: ReadDb) {
  return read
    .selectFrom('groups')
    .innerJoin('locations', 'locations.id', 'groups.location_id')
    .selectAll('groups')
    .select('locations.name as location')
    .execute()
}

export function listClosures(read: ReadDb) {
  return read.selectFrom('closures').selectAll().execute()
}

export function listSchoolHolidays(read: ReadDb) {
  return read.selectFrom('school_holidays').selectAll().execute()
}

export async function saveLocations(write: WriteDb, rows: readonly Insertable<Locations>[]): Promise<void> {
  for (const batch of batchesOf(rows)) {
    await write
      .insertInto('locations')
      .values(batch)
      .onConflict((on) =>
        on.column('name').doUpdateSet(({ ref }) => ({
          phone: ref('excluded.phone'),
          email: ref('excluded.email'),
        })),
      )
      .execute()
  }
}

export async function saveGroups(write: WriteDb, rows: readonly Insertable<Groups>[]): Promise<void> {
  for (const batch of batchesOf(rows)) {
    await write
      .insertInto('groups')
      .values(batch)
      .onConflict((on) =>
        on.columns(['location_id', 'name']).doUpdateSet(({ ref }) => ({
          care_type: ref('excluded.care_type'),
          places: ref('excluded.places'),
        })),
      )
      .execute()
  }
}

export async function saveClosures(write: WriteDb, rows: readonly Insertable<Closures>[]): Promise<void> {
  for (const batch of batchesOf(rows)) {
    await write
      .insertInto('closures')
      .values(batch)
      .onConflict((on) =>
        // Closed from the beginning of the day has no time, and no time equals no other in a key.
        on.expression(sql`location_id, date, coalesce(from_time, '')`).doUpdateSet(({ ref }) => ({
          until_time: ref('excluded.until_time'),
          name: ref('excluded.name'),
        })),
      )
      .execute()
  }
}

export async function saveSchoolHolidays(
  write: WriteDb,
  rows: readonly Insertable<SchoolHolidays>[],
): Promise<void> {
  for (const batch of batchesOf(rows)) {
    await write
      .insertInto('school_holidays')
      .values(batch)
      .onConflict((on) =>
        on.columns(['location_id', 'first_day']).doUpdateSet(({ ref }) => ({
          last_day: ref('excluded.last_day'),
          name: ref('excluded.name'),
        })),
      )
      .execute()
  }
}
