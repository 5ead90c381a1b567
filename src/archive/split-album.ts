import type { IsoDate } from '../rules/time.ts'
import type { Album, AlbumPhoto, DiaryEntry } from './album.ts'

/** What is kept together: the photos of a day go with the diary of that day. */
interface Chunk {
  readonly from: IsoDate
  readonly photos: readonly AlbumPhoto[]
}

interface Part extends Chunk {
  readonly label: string
  readonly diary: readonly DiaryEntry[]
}

/**
 * An album as several, when its photos and videos together have more than `limit` bytes: one for each year, and of a
 * year that is too large as many as it takes. What is larger by itself has a part of its own. Each part is an album;
 * what was left out is told in the first, so that it is counted once.
 */
export function splitAlbum(album: Album, limit: number): readonly Album[] {
  if (sizeOf(album.photos) <= limit) return [album]
  const parts = yearsOf(album).flatMap((year) => partsOfYear(album, year, limit))
  const all = hashesOf(album.photos)
  return parts.map(({ label, photos, diary }, index) => ({
    ...album,
    period: periodOf(album.period, label, photos, diary),
    photos,
    diary: tellOtherParts(diary, hashesOf(photos), all),
    leftOut: index === 0 ? album.leftOut : [],
    part: { number: index + 1, of: parts.length, label },
  }))
}

/** A photo may be of another day than what was written about it: in another part it is not left out. */
function tellOtherParts(
  diary: readonly DiaryEntry[],
  here: ReadonlySet<string>,
  all: ReadonlySet<string>,
): readonly DiaryEntry[] {
  return diary.map((entry) => {
    const photos = entry.photos.filter((sha256) => here.has(sha256) || !all.has(sha256))
    const inOtherParts = entry.photos.length - photos.length
    return inOtherParts === 0 ? entry : { ...entry, photos, inOtherParts }
  })
}

function hashesOf(photos: readonly AlbumPhoto[]): ReadonlySet<string> {
  return new Set(photos.map(({ sha256 }) => sha256))
}

function sizeOf(photos: readonly AlbumPhoto[]): number {
  return photos.reduce((sum, { bytes }) => sum + bytes, 0)
}

const yearOf = (moment: string) => moment.slice(0, 4)
const dayOf = (moment: string) => moment.slice(0, 10) as IsoDate

function yearsOf({ photos, diary }: Album): readonly string[] {
  const moments = [...photos.map(({ takenAt }) => takenAt), ...diary.map(({ writtenAt }) => writtenAt)]
  return [...new Set(moments.map(yearOf))].sort()
}

function partsOfYear({ photos, diary }: Album, year: string, limit: number): readonly Part[] {
  const ofYear = photos.filter(({ takenAt }) => yearOf(takenAt) === year).toSorted(byTime)
  const written = diary.filter(({ writtenAt }) => yearOf(writtenAt) === year)
  const chunks = fill(chunksOf(ofYear, limit), limit)
  const [only] = chunks
  if (!only || chunks.length === 1)
    return [{ from: `${year}-01-01` as IsoDate, ...only, photos: ofYear, label: year, diary: written }]
  return chunks.map((chunk, index) => {
    const label = `${year}-${index + 1}`
    return {
      ...chunk,
      label,
      diary: written.filter(({ writtenAt }) => chunkOn(chunks, dayOf(writtenAt)) === index),
    }
  })
}

function byTime(one: AlbumPhoto, other: AlbumPhoto): number {
  const [a, b] = [one, other].map(({ takenAt, sha256 }) => `${takenAt} ${sha256}`) as [string, string]
  return a < b ? -1 : Number(a > b)
}

/** A day, or each photo of a day that is too large by itself. */
function chunksOf(photos: readonly AlbumPhoto[], limit: number): readonly Chunk[] {
  const days = Map.groupBy(photos, ({ takenAt }) => dayOf(takenAt))
  return [...days].flatMap(([from, ofDay]) =>
    sizeOf(ofDay) <= limit ? [{ from, photos: ofDay }] : ofDay.map((photo) => ({ from, photos: [photo] })),
  )
}

/** One after the other into parts, each as full as it gets. */
function fill(chunks: readonly Chunk[], limit: number): readonly Chunk[] {
  const parts: { from: IsoDate; photos: AlbumPhoto[]; bytes: number }[] = []
  for (const { from, photos } of chunks) {
    const bytes = sizeOf(photos)
    const last = parts.at(-1)
    if (last && last.bytes + bytes <= limit) {
      last.photos.push(...photos)
      last.bytes += bytes
    } else parts.push({ from, photos: [...photos], bytes })
  }
  return parts
}

/** The part in which a day is, or of a day without photos the one before. */
function chunkOn(chunks: readonly Chunk[], day: IsoDate): number {
  return Math.max(
    0,
    chunks.findLastIndex(({ from }, index) => from <= day && chunks[index - 1]?.from !== from),
  )
}

/** The year as far as there was care in it; of what is from outside that time its own days. */
function periodOf(
  { from, until }: Album['period'],
  label: string,
  photos: readonly AlbumPhoto[],
  diary: readonly DiaryEntry[],
): Album['period'] {
  const year = yearOf(label)
  const first = from > `${year}-01-01` ? from : (`${year}-01-01` as IsoDate)
  const last = until < `${year}-12-31` ? until : (`${year}-12-31` as IsoDate)
  if (first <= last) return { from: first, until: last }
  const days = [
    ...photos.map(({ takenAt }) => dayOf(takenAt)),
    ...diary.map(({ writtenAt }) => dayOf(writtenAt)),
  ].sort()
  return { from: days[0] ?? from, until: days.at(-1) ?? until }
}
