import type { Sharp } from 'sharp'

/** On a screen half as wide it is still sharp; on paper eight centimetres have 127 dots an inch. */
const WIDEST = 400
const HIGHEST = 600
const QUALITY = 76
/** A picture that says it is larger is no photo, but an attempt to fill the memory. */
const MOST_PIXELS = 200_000_000

/** One thread a picture, since several are made at a time, and nothing kept of those that are done. */
async function loadSharp() {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  sharp.concurrency(1)
  return sharp
}

/** A small JPEG of a photo, turned as it is to be seen, without metadata; undefined when it cannot be decoded. */
export async function makeThumbnail(photo: Buffer): Promise<Buffer | undefined> {
  const sharp = await loadSharp()
  try {
    return await small(sharp(photo, { limitInputPixels: MOST_PIXELS })).toBuffer()
  } catch {
    // HEIC of most cameras, and files that are damaged where nobody looked before: the photo is in the ZIP all the same.
    return undefined
  }
}

function small(photo: Sharp): Sharp {
  return photo
    .autoOrient()
    .resize({ width: WIDEST, height: HIGHEST, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .jpeg({ quality: QUALITY })
}
