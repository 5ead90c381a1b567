import { createHash } from 'node:crypto'
import { addEntries, listEntries, listEntryPhotos, replaceEntryPhotos } from '../../store/diary.ts'
import { type ReadDb, reading, type WriteDb } from '../../store/open.ts'

/** An entry of a diary as it is stored. */
export interface DiaryRow {
  readonly key: string
  readonly childId: number
  /** On the wall clock, as the database writes it. */
  readonly writtenAt: string
  readonly author: string
  readonly text: string
  /** The guardian who wrote it; null: staff did. */
  readonly guardianId: number | null
  /** In their order. */
  readonly photoIds: readonly number[]
}

interface DiaryWords {
  readonly child: string
  readonly date: string
  readonly time: string
  readonly author: string
  readonly text: string
}

/** Of all that an entry says: a diary has no numbers. The photos with it may still come. */
export function diaryKey({ child, date, time, author, text }: DiaryWords): string {
  return createHash('sha256')
    .update(JSON.stringify([child, date, time, author, text]))
    .digest('hex')
}

export async function readDiaryRows(
  read: ReadDb,
  keys: Iterable<string>,
): Promise<ReadonlyMap<string, DiaryRow>> {
  const rows = await listEntries(read, keys)
  const photos = await listEntryPhotos(
    read,
    rows.map((row) => row.id),
  )
  const photosOf = Map.groupBy(photos, (photo) => photo.entry_id)
  return new Map(
    rows.map((row) => [
      row.key,
      {
        key: row.key,
        childId: row.child_id,
        writtenAt: row.written_at,
        author: row.author,
        text: row.text,
        guardianId: row.guardian_id,
        photoIds: (photosOf.get(row.id) ?? []).map((photo) => photo.photo_id),
      },
    ]),
  )
}

export async function saveDiaryRows(write: WriteDb, rows: readonly DiaryRow[]): Promise<void> {
  await addEntries(
    write,
    rows.map(({ key, childId, writtenAt, author, text, guardianId }) => ({
      key,
      child_id: childId,
      written_at: writtenAt,
      author,
      text,
      guardian_id: guardianId,
    })),
  )
  const saved = await listEntries(
    reading(write),
    rows.map((row) => row.key),
  )
  const idOf = new Map(saved.map((row) => [row.key, row.id]))
  const links = rows.flatMap(({ key, photoIds }) =>
    photoIds.map((photo_id, at) => ({ entry_id: idOf.get(key) as number, position: at + 1, photo_id })),
  )
  await replaceEntryPhotos(write, [...idOf.values()], links)
}
