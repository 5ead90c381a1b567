import type { AlbumPhoto } from './album.ts'
import { slugOf } from './slug.ts'

/** A photo with its name in the ZIP. */
export interface NamedPhoto {
  readonly photo: AlbumPhoto
  readonly name: string
}

const EXTENSION = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
}
const LONGEST_GROUP = 40

/**
 * Names such as `fotos/2025/2025-06-03_10.15_Vlinders.jpg`, in the order of taking: the same for the same
 * photos in whatever order they come. No two are the same on a disk that ignores case.
 */
export function nameEntries(photos: readonly AlbumPhoto[]): readonly NamedPhoto[] {
  const taken = new Map<string, number>()
  return inOrderOfTaking(photos).map((photo) => ({ photo, name: freeName(photo, taken) }))
}

function inOrderOfTaking(photos: readonly AlbumPhoto[]): readonly AlbumPhoto[] {
  const keyed = photos.map((photo) => ({ photo, key: `${photo.takenAt} ${photo.sha256}` }))
  return keyed.sort((one, other) => (one.key < other.key ? -1 : 1)).map(({ photo }) => photo)
}

/**
 * All is ASCII here, so lower case is all that a disk may see as the same. What comes before the type is unique by
 * itself, since a thumbnail is named after it.
 */
function freeName(photo: AlbumPhoto, taken: Map<string, number>): string {
  const stem = stemOf(photo)
  const first = stem.toLowerCase()
  for (let copy = (taken.get(first) ?? 0) + 1; ; copy++) {
    const end = copy === 1 ? '' : `_${copy}`
    const key = `${first}${end}`
    if (copy > 1 && taken.has(key)) continue
    taken.set(first, copy)
    if (copy > 1) taken.set(key, 1)
    return `${stem}${end}.${EXTENSION[photo.type]}`
  }
}

/** Reserved names (CON, NUL) do no harm behind a date. */
function stemOf({ takenAt, group }: AlbumPhoto): string {
  const [date, time] = takenAt.split('T') as [string, string]
  const moment = `${date}_${time.slice(0, 5).replace(':', '.')}`
  return `fotos/${date.slice(0, 4)}/${[moment, slugOf(group, LONGEST_GROUP)].filter(Boolean).join('_')}`
}
