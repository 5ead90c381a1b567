import { readerOf } from '../bytes-reader.ts'
import { DamagedMedia, take } from '../damage.ts'
import { type Box, readBoxes } from '../mp4.ts'

/** A part of a HEIC file: a picture, a tile of one, or data about one. */
export interface Item {
  readonly id: number
  /** `hvc1`, `grid`, `Exif`, `mime` and so on. */
  readonly type: string
  /** Where its entry stands: the box `infe`. */
  readonly entry: Box
  readonly extents: readonly Extent[]
}

export interface Extent {
  readonly at: number
  readonly end: number
}

/** A line such as "this item is a thumbnail of that one". */
export interface Reference {
  readonly type: string
  readonly box: Box
  readonly from: number
  readonly to: readonly number[]
}

export interface HeicMeta {
  readonly box: Box
  /** In the order of the file. */
  readonly children: readonly Box[]
  readonly items: readonly Item[]
  readonly references: readonly Reference[]
  readonly primary: number
}

/** Version and flags. */
const FULL = 4

export function readHeicMeta(bytes: Buffer): HeicMeta {
  const box = [...readBoxes(bytes, 0, bytes.length)].find(({ type }) => type === 'meta')
  if (!box) throw new DamagedMedia(bytes.length, 'has no table of contents')
  const children = [...readBoxes(bytes, box.content + FULL, box.end)]
  const child = (type: string) => children.find((one) => one.type === type)
  const idat = child('idat')
  const places = child('iloc')
  const extents = places ? readPlaces(bytes, places, idat) : new Map<number, readonly Extent[]>()
  const items = entriesOf(bytes, child('iinf')).map((item) => ({
    ...item,
    extents: extents.get(item.id) ?? [],
  }))
  return {
    box,
    children,
    items,
    references: readReferences(bytes, child('iref')),
    primary: readPrimary(bytes, child('pitm')),
  }
}

function entriesOf(bytes: Buffer, box: Box | undefined): readonly Omit<Item, 'extents'>[] {
  if (!box) throw new DamagedMedia(bytes.length, 'holds no picture')
  const counted = take(bytes, box.content, box.content + FULL)[0] === 0 ? 2 : 4
  return [...readBoxes(bytes, box.content + FULL + counted, box.end)].map((entry) => {
    const reader = readerOf(bytes.subarray(0, entry.end), entry.content)
    const version = reader.number(1)
    if (version < 2) throw new DamagedMedia(entry.at, 'lists an item of an unknown kind')
    reader.skip(3)
    const id = reader.number(version === 2 ? 2 : 4)
    reader.skip(2)
    return { id, type: reader.text(4), entry }
  })
}

function readPlaces(bytes: Buffer, box: Box, idat: Box | undefined): ReadonlyMap<number, readonly Extent[]> {
  const reader = readerOf(bytes.subarray(0, box.end), box.content)
  const version = reader.number(1)
  reader.skip(3)
  const [sizes, more] = [reader.number(1), reader.number(1)]
  const [offsetSize, lengthSize, baseSize] = [sizes >> 4, sizes & 15, more >> 4]
  const indexSize = version > 0 ? more & 15 : 0
  const count = reader.number(version < 2 ? 2 : 4)
  const places = new Map<number, readonly Extent[]>()
  for (let item = 0; item < count; item++) {
    const id = reader.number(version < 2 ? 2 : 4)
    const method = version > 0 ? reader.number(2) & 15 : 0
    reader.skip(2)
    const base = reader.number(baseSize) + startOf(method, box, idat)
    const extents = Array.from({ length: reader.number(2) }, () => {
      reader.skip(indexSize)
      const at = base + reader.number(offsetSize)
      return extentOf(bytes, at, reader.number(lengthSize))
    })
    places.set(id, extents)
  }
  return places
}

/** Items lie in the file or in a box of the table of contents; those that are made of others are not known to us. */
function startOf(method: number, box: Box, idat: Box | undefined): number {
  if (method === 0) return 0
  if (method === 1 && idat) return idat.content
  throw new DamagedMedia(box.at, 'has an item in an unknown place')
}

function extentOf(bytes: Buffer, at: number, length: number): Extent {
  if (length === 0) throw new DamagedMedia(at, 'has an item without a length')
  take(bytes, at, at + length)
  return { at, end: at + length }
}

function readReferences(bytes: Buffer, box: Box | undefined): readonly Reference[] {
  if (!box) return []
  const size = take(bytes, box.content, box.content + FULL)[0] === 0 ? 2 : 4
  return [...readBoxes(bytes, box.content + FULL, box.end)].map((one) => {
    const reader = readerOf(bytes.subarray(0, one.end), one.content)
    const from = reader.number(size)
    const to = Array.from({ length: reader.number(2) }, () => reader.number(size))
    return { type: one.type, box: one, from, to }
  })
}

function readPrimary(bytes: Buffer, box: Box | undefined): number {
  if (!box) throw new DamagedMedia(bytes.length, 'does not say which picture is the main one')
  const size = take(bytes, box.content, box.content + FULL)[0] === 0 ? 2 : 4
  return take(bytes, box.content + FULL, box.content + FULL + size).readUIntBE(0, size)
}
