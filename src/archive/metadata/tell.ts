import type { AlbumPhoto } from '../album.ts'
import { factsOf, type PhotoFacts } from './facts.ts'
import { tellInFilm } from './film.ts'
import { tellInJpeg } from './jpeg.ts'
import { tellInPng } from './png.ts'
import { unlessDamaged } from './unless-damaged.ts'
import { tellInWebp } from './webp.ts'

/** What a file becomes, piece by piece; undefined when it says all that already. */
type Tell = (file: Buffer, facts: PhotoFacts) => readonly Buffer[] | undefined

/** HEIC is passed on as it is: its places are told by tables inside, of which every camera makes its own. */
const TELL: Readonly<Record<string, Tell>> = {
  'image/jpeg': tellInJpeg,
  'image/png': tellInPng,
  'image/webp': tellInWebp,
  'video/mp4': tellInFilm,
  'video/quicktime': tellInFilm,
}

/**
 * Puts the time of taking and the caption into a photo or video, where photo apps look, and leaves its picture the
 * same to the bit. It comes in pieces, most of them places in the content: nothing as large as a photo is copied.
 * Undefined when the content stays as it is: it says all that already, or makes no sense.
 */
export function tellFacts(
  content: Buffer,
  photo: Pick<AlbumPhoto, 'type' | 'takenAt' | 'caption'>,
): readonly Buffer[] | undefined {
  const tell = TELL[photo.type]
  return tell && unlessDamaged(() => tell(content, factsOf(photo)))
}
