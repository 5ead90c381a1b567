import { DamagedMedia, take } from './damage.ts'

/** A box: its header begins at `at`, its content at `content`, and `end` is the first byte after it. */
export interface Box {
  readonly type: string
  readonly at: number
  readonly content: number
  readonly end: number
}

/** The boxes between two places, which must lie in a row and fill it. */
export function* readBoxes(bytes: Buffer, from: number, until: number): Generator<Box> {
  for (let at = from; at < until; ) {
    const box = readBox(bytes, at, until)
    yield box
    at = box.end
  }
}

function readBox(bytes: Buffer, at: number, until: number): Box {
  const header = take(bytes, at, at + 8)
  const type = header.toString('latin1', 4, 8)
  const { size, content } = measure(bytes, at, until, header.readUInt32BE())
  if (at + size > until || at + size < content)
    throw new DamagedMedia(at, 'was cut off or damaged when it was copied')
  return { type, at, content, end: at + size }
}

/** A size of 0 means: to the end; a size of 1: the real one follows in eight bytes. */
function measure(bytes: Buffer, at: number, until: number, size: number): { size: number; content: number } {
  if (size === 0) return { size: until - at, content: at + 8 }
  if (size !== 1) return { size, content: at + 8 }
  return { size: Number(take(bytes, at + 8, at + 16).readBigUInt64BE()), content: at + 16 }
}
