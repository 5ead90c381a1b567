import { createSource } from './byte-source.ts'
import type { PhotoFacts } from './facts.ts'
import { captionBox, tellInTable } from './film.ts'
import { unlessDamaged } from './unless-damaged.ts'

/** More than any table of contents; a larger one is passed on as it is. */
const LARGEST_TABLE = 64 * 1024 * 1024
const HEADER = 16

interface Head {
  readonly type: string
  readonly header: number
  /** Header included; infinite for the box that goes to the end of the file. */
  readonly size: number
}

/**
 * A film as it passes by, of which only the table of contents is held: its times are written, and the caption behind
 * it. From a place where no box can be on it is passed on as it is.
 */
export async function* tellInFilm(
  film: AsyncIterable<Buffer> | Iterable<Buffer>,
  facts: PhotoFacts,
): AsyncGenerator<Buffer> {
  const source = createSource(film)
  for (let head = readHead(await source.peek(HEADER)); head; head = readHead(await source.peek(HEADER))) {
    if (head.type !== 'moov' || head.size > LARGEST_TABLE) yield* source.pass(head.size)
    else yield* tableOf(await source.take(head.size), head, facts)
    if (head.size === Number.POSITIVE_INFINITY) return
  }
  let left = 0
  for await (const chunk of source.pass(Number.POSITIVE_INFINITY)) {
    left += chunk.length
    yield chunk
  }
  if (left === 0 && facts.caption) yield captionBox(facts)
}

function tableOf(box: Buffer, { header, size }: Head, facts: PhotoFacts): readonly Buffer[] {
  if (box.length < size) return [box]
  return [box.subarray(0, header), unlessDamaged(box.subarray(header), (table) => tellInTable(table, facts))]
}

function readHead(bytes: Buffer): Head | undefined {
  if (bytes.length < 8) return undefined
  const type = bytes.toString('latin1', 4, 8)
  const short = bytes.readUInt32BE()
  if (short === 0) return { type, header: 8, size: Number.POSITIVE_INFINITY }
  if (short !== 1) return short < 8 ? undefined : { type, header: 8, size: short }
  if (bytes.length < HEADER) return undefined
  const size = Number(bytes.readBigUInt64BE(8))
  return size < HEADER ? undefined : { type, header: HEADER, size }
}
