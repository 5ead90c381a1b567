import type { Insertable } from 'kysely'
import { anyNumber, anyText, batchesOf } from './batch.ts'
import type { ReadDb, WriteDb } from './open.ts'
import type { DiaryEntries, DiaryPhotos } from './tables.ts'

export function listEntries(read: ReadDb, keys: Iterable<string>) {
  return read.selectFrom('diary_entries').selectAll().where('key', '=', anyText(keys)).execute()
}

/** One by its own number, with the child that it is about. */
export function findEntry(read: ReadDb, id: number) {
  return read
    .selectFrom('diary_entries as entry')
    .innerJoin('children', 'children.id', 'entry.child_id')
    .select(['entry.id', 'entry.key', 'entry.written_at', 'entry.author', 'entry.text', 'entry.guardian_id'])
    .select(['children.id as child_id', 'children.number as child'])
    .where('entry.id', '=', id)
    .executeTakeFirst()
}

/** The photos with entries, in their order. */
export function listEntryPhotos(read: ReadDb, entryIds: Iterable<number>) {
  return read
    .selectFrom('diary_photos')
    .selectAll()
    .where('entry_id', '=', anyNumber(entryIds))
    .orderBy('position')
    .execute()
}

/** An entry's key is made of all that it says, so one that is there already is the same. */
export async function addEntries(write: WriteDb, rows: readonly Insertable<DiaryEntries>[]): Promise<void> {
  for (const batch of batchesOf(rows)) {
    await write
      .insertInto('diary_entries')
      .values(batch)
      .onConflict((on) => on.column('key').doNothing())
      .execute()
  }
}

/** Makes these the only photos with the entries. */
export async function replaceEntryPhotos(
  write: WriteDb,
  entryIds: readonly number[],
  rows: readonly Insertable<DiaryPhotos>[],
): Promise<void> {
  await write.deleteFrom('diary_photos').where('entry_id', '=', anyNumber(entryIds)).execute()
  for (const batch of batchesOf(rows)) await write.insertInto('diary_photos').values(batch).execute()
}

/** With their links to photos. */
export async function deleteEntries(write: WriteDb, keys: readonly string[]): Promise<void> {
  const entries = write.selectFrom('diary_entries').select('id').where('key', '=', anyText(keys))
  await write.deleteFrom('diary_photos').where('entry_id', 'in', entries).execute()
  await write.deleteFrom('diary_entries').where('key', '=', anyText(keys)).execute()
}
