import { type ReadDb, reading, type WriteDb } from '../../../store/open.ts'
import { listNames, listPhotos, listTags, replaceTags, savePhotos } from '../../../store/photos.ts'
import type { TakenFrom } from '../../../store/tables.ts'
import type { Change } from '../kind.ts'

export interface PhotoRow {
  readonly sha256: string
  readonly crc32: number
  readonly bytes: number
  readonly type: string
  readonly width: number | null
  readonly height: number | null
  readonly orientation: number | null
  readonly fileName: string
  readonly groupId: number | null
  /** On the wall clock, as the database writes it. */
  readonly takenAt: string
  readonly takenFrom: TakenFrom
  readonly caption: string | null
  /** In the order of their ids. */
  readonly childIds: readonly number[]
  /** In the order of the names. */
  readonly names: readonly NamedTags[]
}

/** A name that the photo came in by, and who is on it by the tags of that name. */
export interface NamedTags {
  readonly name: string
  readonly childIds: readonly number[]
}

export async function readPhotoRows(
  read: ReadDb,
  hashes: Iterable<string>,
): Promise<ReadonlyMap<string, PhotoRow>> {
  const rows = await listPhotos(read, hashes)
  const ids = rows.map((row) => row.id)
  const tagsOf = Map.groupBy(await listTags(read, ids), (tag) => tag.photo_id)
  const namesOf = Map.groupBy(await listNames(read, ids), (named) => named.photo_id)
  return new Map(
    rows.map((row) => [
      row.sha256,
      {
        sha256: row.sha256,
        crc32: row.crc32,
        bytes: row.bytes,
        type: row.type,
        width: row.width,
        height: row.height,
        orientation: row.orientation,
        fileName: row.file_name,
        groupId: row.group_id,
        takenAt: row.taken_at,
        takenFrom: row.taken_from,
        caption: row.caption,
        childIds: sorted((tagsOf.get(row.id) ?? []).map((tag) => tag.child_id)),
        names: inOrder(
          (namesOf.get(row.id) ?? []).map(({ name, child_ids }) => ({ name, childIds: child_ids })),
        ),
      },
    ]),
  )
}

/** Each once, in the order of their ids. */
export function sorted(ids: Iterable<number>): readonly number[] {
  return [...new Set(ids)].toSorted((one, other) => one - other)
}

export function inOrder(names: Iterable<NamedTags>): readonly NamedTags[] {
  return [...names].toSorted((one, other) => (one.name < other.name ? -1 : 1))
}

/** As they were written down before photos had more than one name. */
export function revivePhotoRows(rows: readonly PhotoRow[]): readonly PhotoRow[] {
  return rows.map((row) => ({
    ...row,
    names: row.names ?? [{ name: row.fileName, childIds: row.childIds }],
    width: row.width ?? null,
    height: row.height ?? null,
    orientation: row.orientation ?? null,
  }))
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
  const names = rows.flatMap(({ sha256, names }) =>
    names.map(({ name, childIds }) => ({
      photo_id: idOf.get(sha256) as number,
      name,
      child_ids: [...childIds],
    })),
  )
  await replaceTags(write, [...idOf.values()], tags, names)
}

function toTable(row: PhotoRow) {
  return {
    sha256: row.sha256,
    crc32: row.crc32,
    bytes: row.bytes,
    type: row.type,
    width: row.width,
    height: row.height,
    orientation: row.orientation,
    file_name: row.fileName,
    group_id: row.groupId,
    taken_at: row.takenAt,
    taken_from: row.takenFrom,
    caption: row.caption,
  }
}
