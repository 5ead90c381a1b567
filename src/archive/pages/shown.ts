import type { Album, DiaryEntry } from '../album.ts'
import type { NamedPhoto } from '../entry-names.ts'
import type { LeftOutCounts } from '../manifest.ts'
import type { Texts } from '../texts-type.ts'
import type { Size } from '../thumbnails/jpeg-size.ts'

/** A small picture that is in the ZIP, by its name there. */
export interface NamedThumbnail extends Size {
  readonly name: string
}

/** A photo or video that is in the ZIP, as the pages show it. */
export interface ShownPhoto extends NamedPhoto {
  /** A video has none, nor a photo that cannot be decoded: they are shown in other ways. */
  readonly thumbnail?: NamedThumbnail
}

/** A message of the diary with those of its photos that are in the ZIP. */
export interface ShownEntry {
  readonly entry: DiaryEntry
  readonly photos: readonly ShownPhoto[]
  readonly notHere: number
}

/** What the pages show: the album, what of it made it into the ZIP, and what did not. */
export interface PageInput {
  readonly album: Album
  readonly photos: readonly ShownPhoto[]
  readonly leftOut: LeftOutCounts
}

/** What is said of photos that go with a message and are not beside it. */
export function notesOf(
  { entry: { inOtherParts = 0 }, notHere }: ShownEntry,
  texts: Texts,
): readonly string[] {
  return [
    ...(inOtherParts > 0 ? [texts.inOtherParts(inOtherParts)] : []),
    ...(notHere > 0 ? [texts.notHere(notHere)] : []),
  ]
}

/** The diary in its order, whatever order it came in. */
export function showDiary({ album, photos }: PageInput): readonly ShownEntry[] {
  const bySha256 = new Map(photos.map((shown) => [shown.photo.sha256, shown]))
  return album.diary.toSorted(byMoment).map((entry) => {
    const found = entry.photos.flatMap((sha256) => bySha256.get(sha256) ?? [])
    return { entry, photos: found, notHere: entry.photos.length - found.length }
  })
}

function byMoment({ writtenAt: one }: DiaryEntry, { writtenAt: other }: DiaryEntry): number {
  return one < other ? -1 : Number(one > other)
}
