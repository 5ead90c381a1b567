import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { ByteSource } from './byte-source.ts'

/** Bytes that are read once from its beginning to its end. */
export interface Tape {
  /** How far it was read. */
  position(): number
  /** So many bytes, or fewer at the end; in pieces, each of which is only valid until something else is read. */
  pieces(bytes: number): AsyncGenerator<Buffer>
  /** The same in one, as valid as a piece. */
  read(bytes: number): Promise<Buffer>
  /** Of all that was read, once it was read to its end. */
  sha256(): string
}

const WINDOW = 512 * 1024

export function startTape(source: ByteSource, signal: AbortSignal): Tape {
  const hash = createHash('sha256')
  const room = Buffer.alloc(WINDOW)
  let window = room.subarray(0, 0)
  let [position, ahead, turns] = [0, 0, 0]
  const fill = async () => {
    // Reading waits for the disk; now and then whoever wants to stop us must get a turn.
    if (++turns % 64 === 0) await setImmediate(undefined, { signal })
    window = room.subarray(0, source.read(room, ahead))
    ahead += window.length
    hash.update(window)
  }
  const take = (bytes: number) => {
    const piece = window.subarray(0, bytes)
    window = window.subarray(piece.length)
    position += piece.length
    return piece
  }
  async function* pieces(bytes: number) {
    for (let left = bytes; left > 0; ) {
      if (window.length === 0) await fill()
      if (window.length === 0) return
      const piece = take(left)
      left -= piece.length
      yield piece
    }
  }
  const read = async (bytes: number) => {
    if (window.length >= bytes) return take(bytes)
    const all: Buffer[] = []
    for await (const piece of pieces(bytes)) all.push(Buffer.from(piece))
    return Buffer.concat(all)
  }
  return { position: () => position, pieces, read, sha256: () => hash.digest('hex') }
}
