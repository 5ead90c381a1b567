import type { WallMoment } from '../../rules/time.ts'
import { readerOf } from '../bytes-reader.ts'
import { take } from '../damage.ts'
import { type Box, readBoxes } from '../mp4.ts'
import { wallAt } from '../wall.ts'
import { inside } from './tracks.ts'

const KEY = 'com.apple.quicktime.creationdate'

/** The time that an iPhone writes with its zone, `2026-01-12T10:15:00+0100`. */
export function readAppleTime(movie: Buffer): WallMoment | undefined {
  const meta = [...readBoxes(movie, 0, movie.length)].find(({ type }) => type === 'meta')
  if (!meta) return undefined
  const notes = plainMeta(movie, meta)
  const keys = inside(movie, notes, 'keys')
  const list = inside(movie, notes, 'ilst')
  const number = keys ? keysOf(movie, keys).indexOf(KEY) + 1 : 0
  const item =
    list && [...readBoxes(movie, list.content, list.end)].find((one) => numberOf(movie, one) === number)
  const data = item && inside(movie, item, 'data')
  if (number === 0 || !data) return undefined
  const text = take(movie, data.content + 8, data.end).toString('latin1')
  const [, local, hours, minutes] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)([+-]\d\d):?(\d\d)$/.exec(text) ?? []
  return local === undefined ? undefined : wallAt(local, `${hours}:${minutes}`)
}

/** In MP4 the box has a version before its content, in QuickTime it has none. */
function plainMeta(movie: Buffer, meta: Box): Box {
  const isPlain = movie.toString('latin1', meta.content + 4, meta.content + 8) === 'hdlr'
  return isPlain ? meta : { ...meta, content: meta.content + 4 }
}

function keysOf(movie: Buffer, keys: Box): readonly string[] {
  const reader = readerOf(movie.subarray(0, keys.end), keys.content + 4)
  return Array.from({ length: Math.min(reader.number(4), 1000) }, () => {
    const size = reader.number(4)
    reader.skip(4)
    return reader.text(Math.max(size - 8, 0))
  })
}

/** Its type is the number of a key. */
function numberOf(movie: Buffer, item: Box): number {
  return movie.readUInt32BE(item.at + 4)
}
