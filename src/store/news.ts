import { sql } from 'kysely'
import type { IsoDate } from '../rules/index.ts'
import type { ReadDb } from './open.ts'
import { isReachable } from './reachable.ts'

/** Guardians who can log in, with an address that works, who did not end this mail; a row for each of their children. */
export function listNewsReaders(read: ReadDb) {
  return read
    .selectFrom('accounts')
    .innerJoin('guardians', 'guardians.id', 'accounts.guardian_id')
    .innerJoin('child_guardians as link', 'link.guardian_id', 'guardians.id')
    .innerJoin('children', 'children.id', 'link.child_id')
    .innerJoin('groups', 'groups.id', 'children.group_id')
    .leftJoin('mail_preferences as preference', (join) =>
      join
        .onRef('preference.guardian_id', '=', 'guardians.id')
        .on('preference.topic', '=', 'weekly-news')
        .on('preference.wanted', '=', sql<boolean>`false`),
    )
    .select(['guardians.id as guardian', 'children.number as child', 'groups.location_id as locationId'])
    .where('accounts.state', '=', 'active')
    .where('preference.guardian_id', 'is', null)
    .where(isReachable)
    .orderBy('guardians.id')
    .orderBy('children.number')
    .execute()
}

/** The last numbers given to photos, diary entries and messages; 0: none yet. */
export async function findLastNumbers(read: ReadDb) {
  const lastOf = async (table: 'photos' | 'diary_entries' | 'messages') => {
    const row = await read.selectFrom(table).select('id').orderBy('id', 'desc').limit(1).executeTakeFirst()
    return row?.id ?? 0
  }
  const photos = await lastOf('photos')
  const diary = await lastOf('diary_entries')
  return { photos, diary, messages: await lastOf('messages') }
}

/** Photos taken on or after a day, with the numbers of all children on them. */
export function listTaggedPhotos(read: ReadDb, since: IsoDate) {
  return read
    .selectFrom('photos')
    .innerJoin('photo_children', 'photo_children.photo_id', 'photos.id')
    .innerJoin('children', 'children.id', 'photo_children.child_id')
    .select(['photos.id', sql<IsoDate>`taken_at::date`.as('day')])
    .select(sql<string[]>`array_agg(children.number order by children.number)`.as('tagged'))
    .where('taken_at', '>=', since)
    .groupBy('photos.id')
    .execute()
}

/** Diary entries written on or after a day, with the child's number. */
export function listDiaryEntries(read: ReadDb, since: IsoDate) {
  return read
    .selectFrom('diary_entries')
    .innerJoin('children', 'children.id', 'diary_entries.child_id')
    .select(['diary_entries.id', 'children.number as child', sql<IsoDate>`written_at::date`.as('day')])
    .where('written_at', '>=', since)
    .execute()
}

/** Messages written on or after a day in Amsterdam. */
export function listMessages(read: ReadDb, since: IsoDate) {
  const day = sql<IsoDate>`(written_at at time zone 'Europe/Amsterdam')::date`
  return read
    .selectFrom('messages')
    .select(['id', 'guardian_id as guardian', day.as('day')])
    .where('written_at', '>=', sql<string>`${since}::timestamp at time zone 'Europe/Amsterdam'`)
    .execute()
}
