import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { AlbumPhoto } from '../album.ts'
import { piped } from '../piped.ts'
import { factsOf, type PhotoFacts } from './facts.ts'
import { tellInFilm } from './film-stream.ts'
import { tellInJpeg } from './jpeg.ts'
import { tellInPng } from './png.ts'
import { unlessDamaged } from './unless-damaged.ts'
import { tellInWebp } from './webp.ts'

type Tell = (file: Buffer, facts: PhotoFacts) => Buffer

/** HEIC is passed on as it is: its places are told by tables inside, of which every camera makes its own. */
const PICTURES: Readonly<Record<string, Tell>> = {
  'image/jpeg': tellInJpeg,
  'image/png': tellInPng,
  'image/webp': tellInWebp,
}
/** A larger picture is passed on as it is. */
const LARGEST_PICTURE = 64 * 1024 * 1024

/**
 * The photo or video with its time of taking and caption inside, where photo apps look, and its picture the same to
 * the bit. The very same content comes back when it says all that already.
 */
export async function tellFacts(
  content: Buffer | Readable,
  photo: Pick<AlbumPhoto, 'type' | 'bytes' | 'takenAt' | 'caption'>,
): Promise<Buffer | Readable> {
  const facts = factsOf(photo)
  if (photo.type.startsWith('video/')) return tellFilm(content, facts)
  const tell = PICTURES[photo.type]
  if (!tell || photo.bytes > LARGEST_PICTURE) return content
  return unlessDamaged(await wholeOf(content), (file) => tell(file, facts))
}

async function tellFilm(content: Buffer | Readable, facts: PhotoFacts): Promise<Buffer | Readable> {
  if (content instanceof Readable) return piped(content, (film) => tellInFilm(film, facts))
  const told = await buffer(tellInFilm([content], facts))
  return told.equals(content) ? content : told
}

async function wholeOf(content: Buffer | Readable): Promise<Buffer> {
  return content instanceof Readable ? buffer(content) : content
}
