import { DamagedMedia, take } from './damage.ts'

/** A marker with what belongs to it: its length and payload, and after a start of scan the scan itself. */
export interface Segment {
  readonly marker: number
  readonly bytes: Buffer
}

export const MARKER = {
  startOfImage: 0xd8,
  endOfImage: 0xd9,
  startOfScan: 0xda,
  app0: 0xe0,
  app1: 0xe1,
  app2: 0xe2,
  app14: 0xee,
  app15: 0xef,
  /** The first of the extensions, which nobody reads; behind them is only the comment. */
  extension: 0xf0,
} as const

/**
 * The segments of the first image, from its start to its end marker. What follows the end (a second picture,
 * the film of a motion photo, a maker's own block) is not part of it.
 */
export function* readSegments(bytes: Buffer): Generator<Segment> {
  yield { marker: MARKER.startOfImage, bytes: take(bytes, 0, 2) }
  for (let at = 2; ; ) {
    const start = skipFill(bytes, at)
    const marker = bytes[start + 1]
    if (marker === undefined) throw new DamagedMedia(at, 'ends without an end marker')
    const end = endOfSegment(bytes, start, marker)
    yield { marker, bytes: take(bytes, start, end) }
    if (marker === MARKER.endOfImage) return
    at = end
  }
}

/** Any number of 0xFF may stand before a marker. */
function skipFill(bytes: Buffer, at: number): number {
  if (bytes[at] !== 0xff) throw new DamagedMedia(at, 'has no marker where one must be')
  let start = at
  while (bytes[start + 1] === 0xff) start++
  return start
}

function endOfSegment(bytes: Buffer, start: number, marker: number): number {
  if (standsAlone(marker)) return start + 2
  if (marker < 0xc0 || marker === MARKER.startOfImage)
    throw new DamagedMedia(start, 'has a marker that is none')
  const length = take(bytes, start + 2, start + 4).readUInt16BE()
  if (length < 2) throw new DamagedMedia(start, 'has a segment shorter than its own length')
  const end = start + 2 + length
  return marker === MARKER.startOfScan ? endOfScan(bytes, end) : end
}

function standsAlone(marker: number): boolean {
  return marker === 0x01 || isRestart(marker) || marker === MARKER.endOfImage
}

/** The next marker that is not part of the scan: not a stuffed 0xFF, not a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at)) {
    const next = bytes[at + 1]
    if (next === 0xff) at += 1
    else if (next === 0x00 || (next !== undefined && isRestart(next))) at += 2
    else return at
  }
  throw new DamagedMedia(bytes.length, 'ends in the middle of the image')
}

function isRestart(marker: number): boolean {
  return marker >= 0xd0 && marker <= 0xd7
}
