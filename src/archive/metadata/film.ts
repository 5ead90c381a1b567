import { type Box, readBoxes } from '../../media/mp4.ts'
import { epochSecondsOf, type PhotoFacts } from './facts.ts'
import { xmpOf } from './xmp.ts'

const CONTAINERS = new Set(['trak', 'mdia'])
const HEADERS = new Set(['mvhd', 'tkhd', 'mdhd'])
/** moov, trak, mdia; a header that lies deeper is none of a film's. */
const DEEPEST = 3
/** Films count seconds from 1 January 1904 UTC. */
const SECONDS_1904_TO_1970 = 2_082_844_800
const XMP_ID = Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex')

/**
 * All headers of the film say when it was taken, and a box behind all others says so again, with the caption. No place
 * in the film moves for that.
 */
export function tellInFilm(film: Buffer, facts: PhotoFacts): readonly Buffer[] | undefined {
  const boxes = [...readBoxes(film, 0, film.length)]
  const told = Buffer.from(film)
  const seconds = epochSecondsOf(facts) + SECONDS_1904_TO_1970
  for (const { type, content, end } of boxes)
    if (type === 'moov') tellInBoxes(told, { from: content, until: end, depth: 1 }, seconds)
  if (facts.caption && !endsOpen(film, boxes)) return [told, captionBox(facts)]
  return told.equals(film) ? undefined : [told]
}

/** The last box may be told to go on to the end of the file: what is put behind it would be part of it. */
function endsOpen(film: Buffer, boxes: readonly Box[]): boolean {
  const last = boxes.at(-1)
  return last === undefined || film.readUInt32BE(last.at) === 0
}

interface Place {
  readonly from: number
  readonly until: number
  readonly depth: number
}

function tellInBoxes(table: Buffer, { from, until, depth }: Place, seconds: number): void {
  for (const { type, content, end } of readBoxes(table, from, until)) {
    if (HEADERS.has(type)) writeCreation(table.subarray(content, end), seconds)
    else if (CONTAINERS.has(type) && depth < DEEPEST)
      tellInBoxes(table, { from: content, until: end, depth: depth + 1 }, seconds)
  }
}

/** A version, three bytes of flags, then the time of creation, in eight bytes by version 1. */
function writeCreation(header: Buffer, seconds: number): void {
  if (header.readUInt8() === 1) header.writeBigUInt64BE(BigInt(seconds), 4)
  else header.writeUInt32BE(seconds, 4)
}

function captionBox(facts: PhotoFacts): Buffer {
  const content = Buffer.concat([XMP_ID, xmpOf(facts)])
  const head = Buffer.alloc(8)
  head.writeUInt32BE(head.length + content.length)
  head.write('uuid', 4, 'latin1')
  return Buffer.concat([head, content])
}
