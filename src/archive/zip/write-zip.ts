import { ftruncateSync } from 'node:fs'
import { crc32, deflateRawSync } from 'node:zlib'
import { fingerprintOf } from '../../media/fingerprint.ts'
import type { WallMoment } from '../../rules/time.ts'
import { entryTime } from './entry-time.ts'
import { centralHeader, DEFLATED, endOfDirectory, localHeader, STORED, type ZipRecord } from './records.ts'
import { writeAll } from './write-all.ts'

/** Name and time of an entry, in Amsterdam. */
export interface EntryHead {
  readonly name: string
  readonly at: WallMoment
}

/** What content must be, known before it is read. */
export interface Expected {
  readonly bytes: number
  readonly crc32: number
}

/** A ZIP that is being written, one entry after the other. It never goes back but to take a whole entry away. */
export interface ZipWriter {
  /** Photos and films are stored: packing them again wins nothing. The pieces come to what is `known` of them; left out it is looked at. */
  store(head: EntryHead, pieces: readonly Uint8Array[], known?: Expected): void
  deflate(head: EntryHead, bytes: Uint8Array): void
  /** Content as it is read. When it is not what was expected, or can't be read, the ZIP is as it was before. */
  storeStream(head: EntryHead, expected: Expected, chunks: AsyncIterable<Uint8Array>): Promise<boolean>
  /** Writes the directory. */
  finish(): void
}

/**
 * Writes into an empty file. Writing waits for the disk: this is work for a thread of its own, and a thread that does
 * one thing does it fastest without handing every write to another one.
 */
export function startZip(fd: number): ZipWriter {
  const directory: Buffer[] = []
  let end = 0
  const add = (record: ZipRecord, ...content: readonly Uint8Array[]) => {
    end += writeAll(fd, end, localHeader(record), ...content)
    directory.push(centralHeader(record))
  }
  const recordOf = ({ name, at }: EntryHead) => ({ name, time: entryTime(at), offset: end })
  const stored = (head: EntryHead, { bytes, crc32 }: Expected): ZipRecord => {
    return { ...recordOf(head), method: STORED, crc32, packed: bytes, bytes }
  }
  return {
    store: (head, pieces, known = fingerprintOf(...pieces)) => add(stored(head, known), ...pieces),
    deflate: (head, bytes) => {
      const packed = deflateRawSync(bytes, { level: 9 })
      const sizes = { packed: packed.length, bytes: bytes.length }
      add({ ...recordOf(head), method: DEFLATED, crc32: crc32(bytes), ...sizes }, packed)
    },
    storeStream: async (head, expected, chunks) => {
      const record = stored(head, expected)
      const start = end + writeAll(fd, end, localHeader(record))
      if (await writeStream(fd, start, expected, chunks)) {
        end = start + expected.bytes
        directory.push(centralHeader(record))
        return true
      }
      ftruncateSync(fd, end)
      return false
    },
    finish: () => {
      const lines = Buffer.concat(directory)
      writeAll(fd, end, lines, endOfDirectory(directory.length, lines.length, end))
    },
  }
}

/** Whether the content was what was expected. A fault of the disk that is written to is thrown, one of the source is not. */
async function writeStream(
  fd: number,
  start: number,
  expected: Expected,
  chunks: AsyncIterable<Uint8Array>,
): Promise<boolean> {
  let [crc, bytes] = [0, 0]
  for await (const chunk of chunks) {
    if (bytes + chunk.length > expected.bytes) return false
    bytes += writeAll(fd, start + bytes, chunk)
    crc = crc32(chunk, crc)
  }
  return bytes === expected.bytes && crc === expected.crc32
}
