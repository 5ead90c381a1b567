import { isFilm, type MediaType } from './sniff.ts'

/** In pixels: fits a phone in two columns, also a sharp one. */
const LONGEST_SIDE = 480
const QUALITY = 78
/** More than any camera; what says that it is larger was made to fill the memory. */
const MOST_PIXELS = 300_000_000

/** HEIC only where the machine can decode it, which is tried. */
export function canBeShown(type: MediaType): boolean {
  return !isFilm(type)
}

/** One thread a picture, since several are made at a time, and nothing kept of those that are done. */
async function loadSharp() {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  sharp.concurrency(1)
  return sharp
}

/** A small JPEG of a photo, upright and without metadata; undefined when it can't be decoded. */
export async function makeThumbnail(photo: Buffer): Promise<Buffer | undefined> {
  const sharp = await loadSharp()
  try {
    return await sharp(photo, { limitInputPixels: MOST_PIXELS, failOn: 'none' })
      .autoOrient()
      .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: QUALITY })
      .toBuffer()
  } catch {
    // The picture is kept all the same: other programs may know how to show it.
    return undefined
  }
}
