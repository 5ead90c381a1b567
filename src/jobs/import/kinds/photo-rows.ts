import { type ReadDb, reading, type WriteDb } from '../../../store/open.ts'
import { listPhotos, listTags, replaceTags, savePhotos } from '../../../store/photos.ts'
import type { Change } from '../kind.ts'

export interface PhotoRow {
  readonly sha256: string
  readonly crc32: number
  readonly bytes: number
  readonly type: string
  readonly fileName: string
  readonly groupId: number | null
  /** On the wall clock, as the database writes it. */
  readonly takenAt: string
  readonly takenFrom: 'tags' | 'exif'
  readonly caption: string | null
  /** In the order of their ids. */
  readonly childIds: readonly number[]
}

export async function readPhotoRows(
  read: ReadDb,
  hashes: Iterable<string>,
): Promise<ReadonlyMap<string, PhotoRow>> {
  const rows = await listPhotos(read, hashes)
  const tags = await listTags(
    read,
    rows.map((row) => row.id),
  )
  const tagsOf = Map.groupBy(tags, (tag) => tag.photo_id)
  return new Map(
    rows.map((row) => [
      row.sha256,
      {
        sha256: row.sha256,
        crc32: row.crc32,
        bytes: row.bytes,
        type: row.type,
        fileName: row.file_name,
        groupId: row.group_id,
        takenAt: row.taken_at,
        takenFrom: row.taken_from,
        caption: row.caption,
        childIds: (tagsOf.get(row.id) ?? []).map((tag) => tag.child_id).toSorted((one, other) => one - other),
      },
    ]),
  )
}

export async function savePhotoRows(write: WriteDb, changes: readonly Change<PhotoRow>[]): Promise<void> {
  const rows = changes.map(({ after }) => after)
  await savePhotos(write, rows.map(toTable))
  const saved = await listPhotos(
    reading(write),
    rows.map(({ sha256 }) => sha256),
  )
  const idOf = new Map(saved.map((row) => [row.sha256, row.id]))
  const tags = rows.flatMap(({ sha256, childIds }) =>
    childIds.map((child_id) => ({ photo_id: idOf.get(sha256) as number, child_id })),
  )
  await replaceTags(write, [...idOf.values()], tags)
}

function toTable(row: PhotoRow) {
  return {
    sha256: row.sha256,
    crc32: row.crc32,
    bytes: row.bytes,
    type: row.type,
    file_name: row.fileName,
    group_id: row.groupId,
    taken_at: row.takenAt,
    taken_from: row.takenFrom,
    caption: row.caption,
  }
}
