import { createHash } from 'node:crypto'
import type { ByteSource } from './byte-source.ts'
import { type ReadEntry, readEntry } from './read-zip.ts'
import { centralHeader, endOfDirectory, localHeader, type ZipRecord } from './records.ts'
import { startTape, type Tape } from './tape.ts'

/** What a ZIP turned out to be while it was written. */
export interface Followed {
  readonly entries: number
  /** Entries that are not what was written. */
  readonly faulty: readonly ReadEntry[]
  /** The entries follow each other, their directory follows them, and nothing follows that. */
  readonly inOrder: boolean
  readonly bytes: number
  readonly sha256: string
}

const CONTENT_ONLY = { wantsText: () => false, wantsSums: false }

/**
 * Reads a ZIP back behind whoever writes it: each entry when it was written whole, and the directory when there are no
 * more. What was written is given as records, some at a time, and every byte must be what they say.
 */
export async function followZip(
  source: ByteSource,
  written: AsyncIterable<readonly ZipRecord[]>,
  signal: AbortSignal,
): Promise<Followed> {
  // What stands behind it may still become something else.
  let end = 0
  const read = (into: Buffer, at: number) => source.read(into.subarray(0, end - at), at)
  const tape = startTape({ ...source, read }, signal)
  // Of 70,000 entries the lines themselves would be 10 MB.
  const lines = createHash('sha256')
  let length = 0
  const faulty: ReadEntry[] = []
  let [entries, inOrder] = [0, true]
  for await (const records of written) {
    end = Math.max(end, ...records.slice(-1).map(endOf))
    for (const record of records) {
      inOrder &&= tape.position() === record.offset
      const entry = await readEntry(tape, record, { ...CONTENT_ONLY, signal })
      if (!entry.file || entry.twofold) faulty.push(entry)
      const line = centralHeader(record)
      lines.update(line)
      length += line.length
      entries += 1
    }
  }
  end = Number.POSITIVE_INFINITY
  const last = endOfDirectory(entries, length, tape.position())
  inOrder &&= (await sumOf(tape, length)) === lines.digest('hex')
  inOrder &&= (await tape.read(last.length)).equals(last) && (await tape.read(1)).length === 0
  return { entries, faulty, inOrder, bytes: tape.position(), sha256: tape.sha256() }
}

async function sumOf(tape: Tape, length: number): Promise<string> {
  const sum = createHash('sha256')
  for await (const piece of tape.pieces(length)) sum.update(piece)
  return sum.digest('hex')
}

function endOf(record: ZipRecord): number {
  return record.offset + localHeader(record).length + record.packed
}
