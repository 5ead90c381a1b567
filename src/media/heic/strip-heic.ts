import { DamagedMedia } from '../damage.ts'
import { readExif } from '../exif-read.ts'
import { exifTiff } from '../exif-write.ts'
import { type Box, readBoxes } from '../mp4.ts'
import { type HeicMeta, type Item, readHeicMeta } from './read-items.ts'

/** Items that are a picture, or a part of one. */
const PICTURES = new Set(['hvc1', 'hev1', 'lhv1', 'av01', 'avc1', 'jpeg', 'grid', 'iden', 'iovl', 'tmap'])
const TOP = new Set(['ftyp', 'meta', 'mdat'])
const IN_META = new Set(['hdlr', 'pitm', 'iinf', 'iloc', 'iref', 'iprp', 'idat', 'grpl', 'dinf'])

/**
 * The same picture, to the bit and in its place, with everything else turned into empty space of the same size, so that
 * no offset changes. Of EXIF the time of taking is written anew; how to turn the picture is told elsewhere in HEIC.
 */
export function stripHeic(bytes: Buffer): Buffer {
  const meta = readHeicMeta(bytes)
  const picture = Buffer.from(bytes)
  const previews = previewsIn(meta)
  const kept = meta.items.filter(({ id, type }) => PICTURES.has(type) && !previews.has(id))
  if (!kept.some(({ id, extents }) => id === meta.primary && extents.length > 0)) {
    throw new DamagedMedia(meta.box.at, 'holds no picture')
  }
  for (const box of readBoxes(bytes, 0, bytes.length)) {
    if (box.type === 'mdat') picture.fill(0, box.content, box.end)
    else if (!TOP.has(box.type)) empty(picture, box)
  }
  for (const box of meta.children) {
    if (box.type === 'idat') picture.fill(0, box.content, box.end)
    else if (!IN_META.has(box.type)) empty(picture, box)
  }
  for (const { at, end } of kept.flatMap(({ extents }) => extents)) bytes.copy(picture, at, at, end)
  for (const item of meta.items) if (!kept.includes(item)) hide(picture, item, factsFor(item, bytes))
  for (const { type, box } of meta.references)
    if (type === 'thmb') picture.write('free', box.at + 4, 'latin1')
  return picture
}

/** Small copies of the picture, and the tiles that only they are made of. */
function previewsIn({ items, references, primary }: HeicMeta): ReadonlySet<number> {
  const previews = new Set(references.filter(({ type }) => type === 'thmb').map(({ from }) => from))
  previews.delete(primary)
  const madeOf = references.filter(({ type }) => type === 'dimg')
  for (let known = -1; known !== previews.size; ) {
    known = previews.size
    for (const { id } of items) {
      const users = madeOf.filter(({ to }) => to.includes(id))
      if (id !== primary && users.length > 0 && users.every(({ from }) => previews.has(from)))
        previews.add(id)
    }
  }
  return previews
}

function empty(picture: Buffer, box: Box): void {
  picture.write('free', box.at + 4, 'latin1')
  picture.fill(0, box.content, box.end)
}

/** Behind four bytes that say where it begins. */
function factsFor({ type, extents }: Item, bytes: Buffer): Buffer | undefined {
  if (type !== 'Exif') return undefined
  const { orientation: _, ...facts } = readExif(bytes)
  const tiff = exifTiff(facts)
  const [extent] = extents
  const fits = tiff && extent && tiff.length + 4 <= extent.end - extent.at
  return fits ? Buffer.concat([Buffer.alloc(4), tiff]) : undefined
}

/** The place of an item that is not shown: with facts it stays what it was, else it is of a kind that nobody knows, and hidden. */
function hide(picture: Buffer, { entry, extents: [first] }: Item, facts: Buffer | undefined): void {
  if (facts && first) {
    facts.copy(picture, first.at)
    return
  }
  const version = picture.readUInt8(entry.content)
  picture.writeUInt8(picture.readUInt8(entry.content + 3) | 1, entry.content + 3)
  const type = entry.content + 4 + (version === 2 ? 2 : 4) + 2
  picture.write('free', type, 'latin1')
  // What follows is a name, and for some kinds the name of a format.
  picture.fill(0, type + 4, entry.end)
}
