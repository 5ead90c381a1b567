import { readerOf } from '../bytes-reader.ts'
import { type Box, readBoxes } from '../mp4.ts'
import type { Shape } from '../shape.ts'
import { type HeicMeta, readHeicMeta } from './read-items.ts'

/** In quarters of a turn against the clock, as EXIF numbers the same. */
const ORIENTATION_OF_TURNS = [1, 8, 3, 6] as const

/** Of the main picture as it is stored, and how it must be turned. */
export function heicShape(bytes: Buffer): Shape {
  const properties = propertiesOf(bytes, readHeicMeta(bytes))
  const size = properties.find(({ type }) => type === 'ispe')
  const turn = properties.find(({ type }) => type === 'irot')
  const turns = turn ? readerOf(bytes, turn.content).number(1) & 3 : 0
  const orientation = ORIENTATION_OF_TURNS[turns] ?? 1
  if (!size) return { orientation }
  const reader = readerOf(bytes.subarray(0, size.end), size.content + 4)
  return { width: reader.number(4), height: reader.number(4), orientation }
}

function propertiesOf(bytes: Buffer, { children, primary }: HeicMeta): readonly Box[] {
  const iprp = children.find(({ type }) => type === 'iprp')
  const boxes = iprp ? [...readBoxes(bytes, iprp.content, iprp.end)] : []
  const ipco = boxes.find(({ type }) => type === 'ipco')
  const ipma = boxes.find(({ type }) => type === 'ipma')
  if (!ipco || !ipma) return []
  const all = [...readBoxes(bytes, ipco.content, ipco.end)]
  return (associations(bytes, ipma).get(primary) ?? []).flatMap((index) => all[index - 1] ?? [])
}

/** Which properties an item has, counted from 1. */
function associations(bytes: Buffer, ipma: Box): ReadonlyMap<number, readonly number[]> {
  const reader = readerOf(bytes.subarray(0, ipma.end), ipma.content)
  const version = reader.number(1)
  const isWide = (reader.number(3) & 1) === 1
  const found = new Map<number, readonly number[]>()
  for (let left = reader.number(4); left > 0; left--) {
    const id = reader.number(version === 0 ? 2 : 4)
    const indexes = Array.from({ length: reader.number(1) }, () =>
      isWide ? reader.number(2) & 0x7fff : reader.number(1) & 0x7f,
    )
    found.set(id, indexes)
  }
  return found
}
