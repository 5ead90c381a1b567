import { type Insertable, sql } from 'kysely'
import { anyNumber, anyText, batchesOf } from './batch.ts'
import type { ReadDb, WriteDb } from './open.ts'
import type { PhotoChildren, PhotoNames, Photos } from './tables.ts'

export function listPhotos(read: ReadDb, hashes: Iterable<string>) {
  return read.selectFrom('photos').selectAll().where('sha256', '=', anyText(hashes)).execute()
}

/** By what name these files came in. */
export function listPhotoFiles(read: ReadDb, hashes: Iterable<string>) {
  return read
    .selectFrom('photos')
    .select(['sha256', 'file_name'])
    .where('sha256', '=', anyText(hashes))
    .execute()
}

/** By a name that they came in by, with its folders or without, or by their SHA-256: two cameras may give one name. */
export function listPhotosNamed(read: ReadDb, names: Iterable<string>) {
  const wanted = anyText(names)
  const lastPart = sql<string>`regexp_replace(name, '^.*/', '')`
  return read
    .selectFrom('photo_names')
    .select(['photo_id as id', 'name'])
    .where('name', '=', wanted)
    .union(({ selectFrom }) =>
      selectFrom('photo_names')
        .select(['photo_id as id', lastPart.as('name')])
        .where(lastPart, '=', wanted),
    )
    .union(({ selectFrom }) =>
      selectFrom('photos').select(['id', 'sha256 as name']).where('sha256', '=', wanted),
    )
    .orderBy('id')
    .execute()
}

/** Who is on which photo. */
export function listTags(read: ReadDb, photoIds: Iterable<number>) {
  return read.selectFrom('photo_children').selectAll().where('photo_id', '=', anyNumber(photoIds)).execute()
}

export function listNames(read: ReadDb, photoIds: Iterable<number>) {
  return read.selectFrom('photo_names').selectAll().where('photo_id', '=', anyNumber(photoIds)).execute()
}

export async function savePhotos(write: WriteDb, rows: readonly Insertable<Photos>[]): Promise<void> {
  for (const batch of batchesOf(rows)) {
    await write
      .insertInto('photos')
      .values(batch)
      .onConflict((on) =>
        on.column('sha256').doUpdateSet(({ ref }) => ({
          file_name: ref('excluded.file_name'),
          group_id: ref('excluded.group_id'),
          taken_at: ref('excluded.taken_at'),
          taken_from: ref('excluded.taken_from'),
          caption: ref('excluded.caption'),
          width: ref('excluded.width'),
          height: ref('excluded.height'),
          orientation: ref('excluded.orientation'),
        })),
      )
      .execute()
  }
}

/** Makes these the only children on the photos, and the only names of them. */
export async function replaceTags(
  write: WriteDb,
  photoIds: readonly number[],
  tags: readonly Insertable<PhotoChildren>[],
  names: readonly Insertable<PhotoNames>[],
): Promise<void> {
  await write.deleteFrom('photo_children').where('photo_id', '=', anyNumber(photoIds)).execute()
  for (const batch of batchesOf(tags)) await write.insertInto('photo_children').values(batch).execute()
  await write.deleteFrom('photo_names').where('photo_id', '=', anyNumber(photoIds)).execute()
  for (const batch of batchesOf(names)) await write.insertInto('photo_names').values(batch).execute()
}

/** With their tags and names; the database refuses when a diary shows one of them. */
export async function deletePhotos(write: WriteDb, hashes: readonly string[]): Promise<void> {
  const photos = write.selectFrom('photos').select('id').where('sha256', '=', anyText(hashes))
  await write.deleteFrom('photo_children').where('photo_id', 'in', photos).execute()
  await write.deleteFrom('photos').where('sha256', '=', anyText(hashes)).execute()
}

/** Tags more children on a photo. */
export async function addTags(write: WriteDb, photo_id: number, childIds: readonly number[]): Promise<void> {
  const tags = childIds.map((child_id) => ({ photo_id, child_id }))
  await write
    .insertInto('photo_children')
    .values(tags)
    .onConflict((on) => on.doNothing())
    .execute()
}

export async function removeTags(
  write: WriteDb,
  photoId: number,
  childIds: readonly number[],
): Promise<void> {
  await write
    .deleteFrom('photo_children')
    .where('photo_id', '=', photoId)
    .where('child_id', '=', anyNumber(childIds))
    .execute()
}

/** How many entries of diaries show a photo. */
export async function countEntriesWith(read: ReadDb, photoId: number): Promise<number> {
  const { count } = await read
    .selectFrom('diary_photos')
    .select(({ fn }) => fn.count<number>('entry_id').distinct().as('count'))
    .where('photo_id', '=', photoId)
    .executeTakeFirstOrThrow()
  return count
}

export async function takeFromDiaries(write: WriteDb, photoId: number): Promise<void> {
  await write.deleteFrom('diary_photos').where('photo_id', '=', photoId).execute()
}
