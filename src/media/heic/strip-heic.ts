import { DamagedMedia } from '../damage.ts'
import { readExif } from '../exif-read.ts'
import { exifTiff } from '../exif-write.ts'
import { type Box, readBoxes } from '../mp4.ts'
import { type HeicMeta, type Item, readHeicMeta } from './read-items.ts'

/** Items that are a picture, or a part of one. */
const PICTURES = new Set(['hvc1', 'hev1', 'lhv1', 'av01', 'avc1', 'jpeg', 'grid', 'iden', 'iovl', 'tmap'])
const TOP = new Set(['ftyp', 'meta', 'mdat'])
/** Properties by which a picture is decoded and shown; others may be what somebody wrote about it. */
const LOOKS = new Set([
  ...['hvcC', 'lhvC', 'av1C', 'avcC', 'jpgC', 'ispe', 'pixi', 'pasp', 'colr', 'clap', 'irot', 'imir', 'auxC'],
  ...['rloc', 'lsel', 'oinf', 'tols', 'a1op', 'a1lx', 'clli', 'mdcv', 'cclv', 'amve', 'ipma', 'ipco'],
])
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
  for (const box of propertyBoxes(bytes, meta)) if (!LOOKS.has(box.type)) empty(picture, box)
  for (const { entry } of kept) picture.fill(0, kindAt(picture, entry) + KIND, entry.end)
  for (const { at, end } of kept.flatMap(({ extents }) => extents)) bytes.copy(picture, at, at, end)
  for (const item of meta.items) if (!kept.includes(item)) hide(picture, item, factsFor(item, bytes))
  for (const { type, box } of meta.references)
    if (type === 'thmb') picture.write('free', box.at + 4, 'latin1')
  return picture
}

/** Of all items, and the boxes around them. */
function propertyBoxes(bytes: Buffer, { children }: HeicMeta): readonly Box[] {
  const within = (boxes: readonly Box[], type: string) =>
    boxes
      .filter((box) => box.type === type)
      .flatMap(({ content, end }) => [...readBoxes(bytes, content, end)])
  const groups = within(children, 'iprp')
  return [...groups, ...within(groups, 'ipco')]
}

const KIND = 4

/** Where an entry says what kind of item it is. Behind that is its name, and for some kinds the name of a format. */
function kindAt(picture: Buffer, { content }: Box): number {
  const version = picture.readUInt8(content)
  return content + 4 + (version === 2 ? 2 : 4) + 2
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
  picture.writeUInt8(picture.readUInt8(entry.content + 3) | 1, entry.content + 3)
  const kind = kindAt(picture, entry)
  picture.write('free', kind, 'latin1')
  picture.fill(0, kind + KIND, entry.end)
}
