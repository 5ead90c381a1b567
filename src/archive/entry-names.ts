import type { MediaType } from '../media/sniff.ts'
import type { AlbumPhoto } from './album.ts'

/** A photo with its name in the ZIP. */
export interface NamedPhoto {
  readonly photo: AlbumPhoto
  readonly name: string
}

const EXTENSION: Record<MediaType, string> = {
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
  const taken = new Set<string>()
  return photos.toSorted(byTime).map((photo) => ({ photo, name: freeName(photo, taken) }))
}

function byTime(one: AlbumPhoto, other: AlbumPhoto): number {
  const [a, b] = [one, other].map(({ takenAt, sha256 }) => `${takenAt} ${sha256}`) as [string, string]
  return a < b ? -1 : Number(a > b)
}

function freeName(photo: AlbumPhoto, taken: Set<string>): string {
  const stem = stemOf(photo)
  for (let copy = 1; ; copy++) {
    const name = `${stem}${copy === 1 ? '' : `_${copy}`}.${EXTENSION[photo.type]}`
    const key = name.normalize('NFC').toLowerCase()
    if (taken.has(key)) continue
    taken.add(key)
    return name
  }
}

function stemOf({ takenAt, group }: AlbumPhoto): string {
  const [date, time] = takenAt.split('T') as [string, string]
  const moment = `${date}_${time.slice(0, 5).replace(':', '.')}`
  return `fotos/${date.slice(0, 4)}/${[moment, safePart(group)].filter(Boolean).join('_')}`
}

/**
 * Only letters and digits of any script, joined by hyphens: no separator, control or direction character, no
 * dot or space at the end is left. Reserved names (CON, NUL) do no harm behind a date.
 */
function safePart(text: string): string {
  const words = text.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  return [...words.join('-')].slice(0, LONGEST_GROUP).join('').replace(/-$/, '')
}
