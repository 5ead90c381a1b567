import type { AlbumPhoto } from '../album.ts'
import { factsOf, type PhotoFacts } from './facts.ts'
import { tellInFilm } from './film.ts'
import { tellInJpeg } from './jpeg.ts'
import { tellInPng } from './png.ts'
import { unlessDamaged } from './unless-damaged.ts'
import { tellInWebp } from './webp.ts'

type Tell = (file: Buffer, facts: PhotoFacts) => Buffer

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
 * same to the bit. The very same content comes back when it says all that already, or makes no sense.
 */
export function tellFacts(content: Buffer, photo: Pick<AlbumPhoto, 'type' | 'takenAt' | 'caption'>): Buffer {
  const tell = TELL[photo.type]
  return tell ? unlessDamaged(content, (file) => tell(file, factsOf(photo))) : content
}
