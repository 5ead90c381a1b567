import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { ByteSource } from './byte-source.ts'

/** Bytes that are read once from its beginning to its end. */
export interface Tape {
  /** How far it was read. */
  position(): number
  /** So many bytes, or fewer at the end; in pieces, each of which is only valid until the next one. */
  pieces(bytes: number): AsyncGenerator<Buffer>
  /** The same in one. */
  read(bytes: number): Promise<Buffer>
  /** Of all that was read. */
  sha256(): string
}

const PIECE = 512 * 1024

export function startTape(source: ByteSource, signal: AbortSignal): Tape {
  const hash = createHash('sha256')
  const piece = Buffer.alloc(PIECE)
  let position = 0
  let turns = 0
  const next = (bytes: number) => {
    const count = source.read(piece.subarray(0, Math.min(bytes, PIECE)), position)
    position += count
    const found = piece.subarray(0, count)
    hash.update(found)
    return found
  }
  async function* pieces(bytes: number) {
    for (let left = bytes; left > 0; ) {
      // Reading waits for the disk; now and then whoever wants to stop us must get a turn.
      if (++turns % 64 === 0) await setImmediate(undefined, { signal })
      const found = next(left)
      if (found.length === 0) return
      left -= found.length
      yield found
    }
  }
  const read = async (bytes: number) => {
    const all: Buffer[] = []
    for await (const found of pieces(bytes)) all.push(Buffer.from(found))
    return Buffer.concat(all)
  }
  return { position: () => position, pieces, read, sha256: () => hash.digest('hex') }
}
