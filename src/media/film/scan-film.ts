import type { Content, Cursor } from '../content.ts'
import { DamagedMedia } from '../damage.ts'

/** A box on the outside of a film. */
interface OuterBox {
  readonly type: string
  readonly at: number
  /** Where its content begins. */
  readonly content: number
  readonly end: number
}

/** What a film has on the outside; its pictures and sound are skipped. */
export interface Scan {
  readonly boxes: readonly OuterBox[]
  /** The table of contents. */
  readonly movie: { readonly box: OuterBox; readonly bytes: Buffer }
}

/** Ten hours of film have a table of some ten megabytes; what is larger is an attack on the memory. */
const LARGEST_TABLE = 128 * 1024 * 1024
const MOST_BOXES = 1_000_000

export async function scanFilm(film: Content): Promise<Scan> {
  const cursor = film.cursor()
  try {
    return await scan(film, cursor)
  } finally {
    await cursor.close()
  }
}

async function scan(film: Content, cursor: Cursor): Promise<Scan> {
  const boxes: OuterBox[] = []
  let movie: Scan['movie'] | undefined
  while (cursor.at < film.bytes) {
    const box = await readOuterBox(cursor, film.bytes)
    if (boxes.push(box) > MOST_BOXES) throw new DamagedMedia(box.at, 'has too many parts')
    const size = box.end - box.content
    if (box.type !== 'moov' || movie) await cursor.skip(size)
    else if (size > LARGEST_TABLE) throw new DamagedMedia(box.at, 'has a table of contents that is too large')
    else movie = { box, bytes: await cursor.take(size) }
  }
  if (!movie) throw new DamagedMedia(film.bytes, 'has no table of contents')
  return { boxes, movie }
}

/** A size of 0 means: to the end; a size of 1: the real one follows in eight bytes. */
async function readOuterBox(cursor: Cursor, end: number): Promise<OuterBox> {
  const { at } = cursor
  const header = await cursor.take(8)
  const type = header.toString('latin1', 4, 8)
  const told = header.readUInt32BE()
  const size = told === 1 ? Number((await cursor.take(8)).readBigUInt64BE()) : told === 0 ? end - at : told
  if (at + size > end || at + size < cursor.at)
    throw new DamagedMedia(at, 'was cut off or damaged when it was copied')
  return { type, at, content: cursor.at, end: at + size }
}
