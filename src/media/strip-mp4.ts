import { DamagedMedia } from './damage.ts'
import { type Box, readBoxes } from './mp4.ts'

/** Boxes for places, serial numbers, previews and makers' own data, and free space, which may still hold them. */
const HIDDEN = new Set(['udta', 'meta', 'uuid', 'free', 'skip'])
const CONTAINERS = new Set(['moov', 'trak', 'mdia', 'minf', 'moof', 'traf'])
/** moov, trak, mdia, minf; deeper is no film, but an attack on the stack. */
const DEEPEST = 4

/** The same film with everything hidden turned into empty space of the same size, so that no offset changes. */
export function stripMp4(bytes: Buffer): Buffer {
  const film = Buffer.from(bytes)
  const boxes = [...readBoxes(film, 0, film.length)]
  if (!boxes.some(({ type }) => type === 'moov'))
    throw new DamagedMedia(film.length, 'has no table of contents')
  for (const box of boxes) clear(film, box, 1)
  return film
}

function clear(film: Buffer, box: Box, depth: number): void {
  if (HIDDEN.has(box.type)) {
    film.write('free', box.at + 4, 'latin1')
    film.fill(0, box.content, box.end)
  } else if (CONTAINERS.has(box.type)) {
    if (depth > DEEPEST) throw new DamagedMedia(box.at, 'boxes too deep')
    for (const inner of readBoxes(film, box.content, box.end)) clear(film, inner, depth + 1)
  }
}
