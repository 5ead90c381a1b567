import { readBoxes } from '../../media/mp4.ts'
import { epochSecondsOf, type PhotoFacts } from './facts.ts'
import { xmpOf } from './xmp.ts'

const CONTAINERS = new Set(['trak', 'mdia'])
const HEADERS = new Set(['mvhd', 'tkhd', 'mdhd'])
/** moov, trak, mdia; a header that lies deeper is none of a film's. */
const DEEPEST = 3
/** Films count seconds from 1 January 1904 UTC. */
const SECONDS_1904_TO_1970 = 2_082_844_800
const XMP_ID = Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex')

/** A table of contents (the content of `moov`) whose headers all say when the film was taken. No place in it moves. */
export function tellInTable(table: Buffer, facts: PhotoFacts): Buffer {
  const seconds = epochSecondsOf(facts) + SECONDS_1904_TO_1970
  const told = Buffer.from(table)
  tellInBoxes(told, { from: 0, until: told.length, depth: 1 }, seconds)
  return told
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

/** A box with the caption, to stand behind all others, where no place in the film moves for it. */
export function captionBox(facts: PhotoFacts): Buffer {
  const content = Buffer.concat([XMP_ID, xmpOf(facts)])
  const head = Buffer.alloc(8)
  head.writeUInt32BE(head.length + content.length)
  head.write('uuid', 4, 'latin1')
  return Buffer.concat([head, content])
}
