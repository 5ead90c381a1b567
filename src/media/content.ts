import type { FileHandle } from 'node:fs/promises'
import { DamagedMedia } from './damage.ts'

/** Bytes that can be read from the beginning again and again, and of which no more is held than what is worked on. */
export type Reread = () => AsyncIterable<Uint8Array>

/** A file before it is kept, wherever it lies. */
export interface Content {
  readonly bytes: number
  readonly chunks: Reread
  /** Looks through it once, from the beginning. */
  cursor(): Cursor
}

export interface Cursor {
  readonly at: number
  /** The next bytes, which must all be there: else it throws DamagedMedia. */
  take(count: number): Promise<Buffer>
  skip(count: number): Promise<void>
  /** Lets go of what it reads from. */
  close(): Promise<void>
}

const READ_SIZE = 1024 * 1024

/** Of an open file, which stays open for as long as this is used. What is skipped is not read. */
export function contentOfFile(handle: FileHandle, bytes: number): Content {
  return {
    bytes,
    chunks: () => handle.createReadStream({ start: 0, autoClose: false, highWaterMark: READ_SIZE }),
    cursor: () => {
      let at = 0
      return {
        get at() {
          return at
        },
        take: async (count) => {
          if (at + count > bytes) throw new DamagedMedia(at, 'ends too early')
          const part = Buffer.alloc(count)
          for (let read = 0; read < count; ) {
            const { bytesRead } = await handle.read(part, read, count - read, at + read)
            if (bytesRead === 0) throw new DamagedMedia(at + read, 'ends too early')
            read += bytesRead
          }
          at += count
          return part
        },
        skip: async (count) => {
          at += count
        },
        close: async () => {},
      }
    },
  }
}

/** Of something that can only be read in a row. */
export function contentOfStream(chunks: Reread, bytes: number): Content {
  return { bytes, chunks, cursor: () => cursorOver(chunks()) }
}

function cursorOver(chunks: AsyncIterable<Uint8Array>): Cursor {
  const source = chunks[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)
  let at = 0
  /** Hands the next bytes on in pieces. */
  const pass = async (count: number, keep: (piece: Buffer) => void) => {
    for (let left = count; left > 0; ) {
      if (rest.length === 0) {
        const next = await source.next()
        if (next.done) throw new DamagedMedia(at, 'ends too early')
        rest = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength)
      }
      const piece = rest.subarray(0, left)
      keep(piece)
      rest = rest.subarray(piece.length)
      left -= piece.length
      at += piece.length
    }
  }
  return {
    get at() {
      return at
    },
    take: async (count) => {
      const pieces: Buffer[] = []
      await pass(count, (piece) => pieces.push(piece))
      return Buffer.concat(pieces)
    },
    skip: (count) => pass(count, () => {}),
    close: async () => void (await source.return?.()),
  }
}

/** Its first bytes, or all of them when it has not so many. */
export async function beginningOf(content: Content, count: number): Promise<Buffer> {
  const cursor = content.cursor()
  try {
    return await cursor.take(Math.min(count, content.bytes))
  } finally {
    await cursor.close()
  }
}

/** The whole of it; for what is known to be small enough. */
export async function bytesOf({ chunks }: Content): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const chunk of chunks()) parts.push(chunk)
  return Buffer.concat(parts)
}
