import { close, read } from 'node:fs'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { RandomAccessReader } from 'yauzl'

const PIECE = 64 * 1024

const readSome = promisify(read)

type Done = (error: Error | null) => void

/**
 * A file from which several streams are read at a time, some of which are given up in the middle. yauzl's own reader
 * ends the whole program when a stream is given up while its next read waits behind that of another.
 */
export class ZipReader extends RandomAccessReader {
  readonly #fd: number

  /** Closes the file in the end. */
  constructor(fd: number) {
    super()
    this.#fd = fd
  }

  /** Without the byte at `end`. */
  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#piecesOf(start, end), { objectMode: false })
  }

  async *#piecesOf(start: number, end: number): AsyncGenerator<Buffer> {
    for (let at = start; at < end; ) {
      const piece = Buffer.allocUnsafe(Math.min(PIECE, end - at))
      const { bytesRead } = await readSome(this.#fd, piece, 0, piece.length, at)
      if (bytesRead === 0) return
      yield piece.subarray(0, bytesRead)
      at += bytesRead
    }
  }

  override read(buffer: Buffer, offset: number, length: number, position: number, done: Done): void {
    read(this.#fd, buffer, offset, length, position, (error, count) => {
      done(error ?? (count < length ? new Error('unexpected EOF') : null))
    })
  }

  override close(done: Done): void {
    close(this.#fd, (error) => done(error ?? null))
  }
}
