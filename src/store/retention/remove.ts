import { sql } from 'kysely'
import { anyNumber, anyText } from '../batch.ts'
import type { ReadDb, WriteDb } from '../open.ts'

export async function deleteDiaries(write: WriteDb, childIds: readonly number[]): Promise<void> {
  await write
    .deleteFrom('diary_photos')
    .using('diary_entries')
    .whereRef('diary_entries.id', '=', 'diary_photos.entry_id')
    .where('diary_entries.child_id', '=', anyNumber(childIds))
    .execute()
  await write.deleteFrom('diary_entries').where('child_id', '=', anyNumber(childIds)).execute()
}

/** With their tags. Their files are named until they are gone. */
export async function deletePhotos(write: WriteDb, ids: readonly number[], now: string): Promise<void> {
  await write.deleteFrom('photo_children').where('photo_id', '=', anyNumber(ids)).execute()
  const rows = await write.deleteFrom('photos').where('id', '=', anyNumber(ids)).returning('sha256').execute()
  await sql`insert into photo_removals (sha256, asked_at)
    select sha256, ${now}::timestamptz from unnest(${rows.map(({ sha256 }) => sha256)}::text[]) as gone(sha256)
    on conflict (sha256) do update set asked_at = excluded.asked_at`.execute(write)
}

/** Without a password, and without a link that could still set one. */
export async function closeAccounts(
  write: WriteDb,
  guardianIds: readonly number[],
  now: string,
): Promise<void> {
  await write
    .updateTable('accounts')
    .set({ state: 'closed', password_hash: null })
    .where('guardian_id', '=', anyNumber(guardianIds))
    .execute()
  await write
    .updateTable('activations')
    .set({ replaced_at: now })
    .where('guardian_id', '=', anyNumber(guardianIds))
    .where('used_at', 'is', null)
    .where('replaced_at', 'is', null)
    .execute()
}

/** Files that were to be removed before that moment. */
export async function listPhotoRemovals(
  read: ReadDb,
  before: string,
  most: number,
): Promise<readonly string[]> {
  const rows = await read
    .selectFrom('photo_removals')
    .select('sha256')
    .where('asked_at', '<=', before)
    .orderBy('sha256')
    .limit(most)
    .execute()
  return rows.map(({ sha256 }) => sha256)
}

/** Of these files those that a photo has, anew. */
export async function listPhotoFiles(read: ReadDb, files: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await read.selectFrom('photos').select('sha256').where('sha256', '=', anyText(files)).execute()
  return new Set(rows.map(({ sha256 }) => sha256))
}

export async function forgetPhotoRemovals(write: WriteDb, files: readonly string[]): Promise<void> {
  await write.deleteFrom('photo_removals').where('sha256', '=', anyText(files)).execute()
}
