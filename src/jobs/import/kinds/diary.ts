import { createHash } from 'node:crypto'
import { type DiaryRecord, diary as sheet } from '../../../csv/kinds/diary.ts'
import {
  addEntries,
  deleteEntries,
  listEntries,
  listEntryPhotos,
  replaceEntryPhotos,
} from '../../../store/diary.ts'
import { type ReadDb, reading, type WriteDb } from '../../../store/open.ts'
import { listChildren } from '../../../store/people.ts'
import { listPhotosNamed } from '../../../store/photos.ts'
import type { Remark } from '../finding.ts'
import type { Batch, Change, ImportKind, Match } from '../kind.ts'
import { unknownChild } from '../places.ts'

interface DiaryRow {
  readonly key: string
  readonly childId: number
  /** On the wall clock, as the database writes it. */
  readonly writtenAt: string
  readonly author: string
  readonly text: string
  /** In their order. */
  readonly photoIds: readonly number[]
}

export const diary: ImportKind<DiaryRecord, DiaryRow> = {
  sheet,
  columnOf: { photoIds: 'fotos' },
  match: matchDiary,
  save: saveChanges,
  stored: readStored,
  remove: (write, rows) =>
    deleteEntries(
      write,
      rows.map(({ key }) => key),
    ),
}

async function matchDiary(
  read: ReadDb,
  { records }: Batch<DiaryRecord>,
): Promise<Match<DiaryRecord, DiaryRow>> {
  const numbers = new Set(records.map(({ record }) => record.child))
  const children = new Map((await listChildren(read, numbers)).map((row) => [row.number, row.id]))
  const names = new Set(records.flatMap(({ record }) => record.photos))
  const photos = new Map((await listPhotosNamed(read, names)).map((row) => [row.name, row.id]))
  const stored = await readStored(
    read,
    records.map(({ record }) => keyOf(record)),
  )
  return {
    stored,
    propose: ({ record }) => {
      const childId = children.get(record.child)
      if (childId === undefined) return { faults: [unknownChild(record.child)] }
      const key = keyOf(record)
      const { author, text } = record
      const writtenAt = `${record.date} ${record.time}:00`
      const found = record.photos.flatMap((name) => photos.get(name) ?? [])
      const unknown = record.photos.filter((name) => !photos.has(name))
      // A stored link may be to one that is not found by this name.
      const photoIds = unknown.length === 0 ? found : addTo(stored.get(key)?.photoIds ?? [], found)
      return {
        key,
        name: record.child,
        row: { key, childId, writtenAt, author, text, photoIds },
        notices: unknown.map(unknownPhoto),
      }
    },
  }
}

/** Of all that an entry says: a diary has no numbers. The photos with it may still come. */
function keyOf({ child, date, time, author, text }: DiaryRecord): string {
  return createHash('sha256')
    .update(JSON.stringify([child, date, time, author, text]))
    .digest('hex')
}

/** Those that are there keep their places, or a file imported again would move them. */
function addTo(stored: readonly number[], found: readonly number[]): readonly number[] {
  return [...new Set([...stored, ...found])]
}

function unknownPhoto(value: string): Remark {
  return { code: 'unknown-photo', column: 'fotos', value }
}

async function readStored(read: ReadDb, keys: Iterable<string>) {
  const rows = await listEntries(read, keys)
  const photos = await listEntryPhotos(
    read,
    rows.map((row) => row.id),
  )
  const photosOf = Map.groupBy(photos, (photo) => photo.entry_id)
  return new Map(
    rows.map((row): [string, DiaryRow] => [
      row.key,
      {
        key: row.key,
        childId: row.child_id,
        writtenAt: row.written_at,
        author: row.author,
        text: row.text,
        photoIds: (photosOf.get(row.id) ?? []).map((photo) => photo.photo_id),
      },
    ]),
  )
}

async function saveChanges(write: WriteDb, changes: readonly Change<DiaryRow>[]): Promise<void> {
  const rows = changes.map(({ after }) => after)
  await addEntries(
    write,
    rows.map(({ key, childId, writtenAt, author, text }) => ({
      key,
      child_id: childId,
      written_at: writtenAt,
      author,
      text,
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
