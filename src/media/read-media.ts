import type { WallMoment } from '../rules/time.ts'
import { beginningOf, bytesOf, type Content, type Reread } from './content.ts'
import { type Damage, DamagedMedia } from './damage.ts'
import { shapeOfMovie, takenOfMovie } from './film/film-facts.ts'
import { stripFilm } from './film/strip-film.ts'
import { type Shape, shapeOf } from './shape.ts'
import { isFilm, type MediaType, type PictureType, SNIFFED, sniff } from './sniff.ts'
import { strip } from './strip.ts'
import { takenAt } from './taken-at.ts'

/** A photo or film as it is to be kept: without places, serial numbers and previews. */
export interface MediaFile extends Shape {
  readonly type: MediaType
  /** A photo whole, a film piece by piece. */
  readonly content: Buffer | Reread
  /** What the camera wrote. */
  readonly takenAt?: WallMoment
}

export type MediaFault = { readonly code: 'unknown-type' | 'empty' | 'too-large' } | Damage

/** No camera makes larger pictures, and a whole one must fit in memory. */
const LARGEST_PICTURE = 256 * 1024 * 1024

/** Looks at a file that comes in; a film of any size is never held as a whole. */
export async function readMedia(content: Content): Promise<MediaFile | MediaFault> {
  if (content.bytes === 0) return { code: 'empty' }
  try {
    const type = sniff(await beginningOf(content, SNIFFED))
    if (type === undefined) return { code: 'unknown-type' }
    if (isFilm(type)) return await readFilm(content, type)
    return content.bytes > LARGEST_PICTURE ? { code: 'too-large' } : readPicture(await bytesOf(content), type)
  } catch (error) {
    if (error instanceof DamagedMedia) return error.damage
    throw error
  }
}

async function readFilm(content: Content, type: MediaType): Promise<MediaFile> {
  const { chunks, movie } = await stripFilm(content)
  const at = takenOfMovie(movie)
  return { type, content: chunks, ...shapeOfMovie(movie), ...(at && { takenAt: at }) }
}

function readPicture(bytes: Buffer, type: PictureType): MediaFile | MediaFault {
  const stripped = strip(bytes, type)
  if ('damage' in stripped) return stripped.damage
  const { at } = takenAt(bytes)
  return { type, content: stripped.bytes, ...shapeOf(bytes, type), ...(at && { takenAt: at }) }
}
