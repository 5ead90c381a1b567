import { ftruncateSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createDeflateRaw } from 'node:zlib'
import { fingerprint, fingerprintOf, type StoredFile, startFingerprint } from '../../media/fingerprint.ts'
import { isSame } from '../../media/stored-check.ts'
import type { WallMoment } from '../../rules/time.ts'
import { entryTime } from './entry-time.ts'
import { startBuffer } from './grown-buffer.ts'
import { centralHeader, DEFLATED, endOfDirectory, localHeader, STORED, type ZipRecord } from './records.ts'
import { writeAll } from './write-all.ts'

/** Name and time of an entry, in Amsterdam. */
export interface EntryHead {
  readonly name: string
  readonly at: WallMoment
}

/** What a header tells of content. */
type Sizes = Pick<StoredFile, 'bytes' | 'crc32'>

/** A ZIP that is being written, one entry after the other. It never goes back but to take a whole entry away. */
export interface ZipWriter {
  /** Photos and films are stored: packing them again wins nothing. The pieces come to what is `known` of them; left out it is looked at. */
  store(head: EntryHead, pieces: readonly Uint8Array[], known?: Sizes): void
  /** Text is packed, and may come in pieces; gives what is known of it then. */
  deflate(head: EntryHead, pieces: Iterable<Uint8Array>): Promise<StoredFile>
  /** Content as it is read. When it is not what was expected, or can't be read, the ZIP is as it was before. */
  storeStream(head: EntryHead, expected: StoredFile, chunks: AsyncIterable<Uint8Array>): Promise<boolean>
  /** Writes the directory. */
  finish(): void
}

/**
 * Writes into an empty file. Writing waits for the disk: this is work for a thread of its own, and a thread that does
 * one thing does it fastest without handing every write to another one. Each entry is told when it is written whole.
 */
export function startZip(fd: number, written: (record: ZipRecord) => void = () => {}): ZipWriter {
  const directory = startBuffer()
  let [entries, end] = [0, 0]
  const list = (record: ZipRecord) => {
    directory.add(centralHeader(record))
    entries += 1
    written(record)
  }
  const add = (record: ZipRecord, ...content: readonly Uint8Array[]) => {
    end += writeAll(fd, end, localHeader(record), ...content)
    list(record)
  }
  const recordOf = ({ name, at }: EntryHead) => ({ name, time: entryTime(at), offset: end })
  const stored = (head: EntryHead, { bytes, crc32 }: Sizes): ZipRecord => {
    return { ...recordOf(head), method: STORED, crc32, packed: bytes, bytes }
  }
  return {
    store: (head, pieces, known = fingerprintOf(...pieces)) => add(stored(head, known), ...pieces),
    deflate: async (head, pieces) => {
      const record = { ...stored(head, NOTHING), method: DEFLATED }
      // A header is as long whatever its numbers, which are known when all is packed.
      const start = end + localHeader(record).length
      const { packed, file } = await deflateInto(fd, start, pieces)
      const { bytes, crc32 } = file
      add({ ...record, packed, bytes, crc32 })
      end += packed
      return file
    },
    storeStream: async (head, expected, chunks) => {
      const record = stored(head, expected)
      const start = end + writeAll(fd, end, localHeader(record))
      if (await writeStream(fd, start, expected, chunks)) {
        end = start + expected.bytes
        list(record)
        return true
      }
      ftruncateSync(fd, end)
      return false
    },
    finish: () => {
      const lines = directory.all()
      writeAll(fd, end, lines, endOfDirectory(entries, lines.length, end))
    },
  }
}

const NOTHING = { bytes: 0, crc32: 0 }

async function deflateInto(fd: number, start: number, pieces: Iterable<Uint8Array>) {
  const { add, found } = startFingerprint()
  const looked = function* () {
    for (const piece of pieces) {
      add(piece)
      yield piece
    }
  }
  let packed = 0
  await pipeline(looked, createDeflateRaw({ level: 9 }), async (chunks) => {
    for await (const chunk of chunks) packed += writeAll(fd, start + packed, chunk)
  })
  return { packed, file: found() }
}

/** Whether the content was what was expected. A fault of the disk that is written to is thrown, one of the source is not. */
async function writeStream(
  fd: number,
  start: number,
  expected: StoredFile,
  chunks: AsyncIterable<Uint8Array>,
): Promise<boolean> {
  const written = await fingerprint(writing(fd, start, upTo(expected.bytes, chunks)))
  return isSame(written, expected)
}

/** Hands the pieces on when they are written. */
async function* writing(fd: number, start: number, chunks: AsyncIterable<Uint8Array>) {
  let at = start
  for await (const chunk of chunks) {
    at += writeAll(fd, at, chunk)
    yield chunk
  }
}

/** One byte more shows that there is more: no more of it is wanted. */
async function* upTo(bytes: number, chunks: AsyncIterable<Uint8Array>) {
  let left = bytes + 1
  for await (const chunk of chunks) {
    yield chunk.subarray(0, left)
    left -= chunk.length
    if (left <= 0) return
  }
}
