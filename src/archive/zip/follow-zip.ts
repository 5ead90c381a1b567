import type { ByteSource } from './byte-source.ts'
import { startBuffer } from './grown-buffer.ts'
import { type ReadEntry, readEntry } from './read-zip.ts'
import { centralHeader, endOfDirectory, localHeader, type ZipRecord } from './records.ts'
import { startTape } from './tape.ts'

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
  const directory = startBuffer()
  const faulty: ReadEntry[] = []
  let [entries, inOrder] = [0, true]
  for await (const records of written) {
    end = Math.max(end, ...records.slice(-1).map(endOf))
    for (const record of records) {
      inOrder &&= tape.position() === record.offset
      const entry = await readEntry(tape, record, { ...CONTENT_ONLY, signal })
      if (!entry.file || entry.twofold) faulty.push(entry)
      directory.add(centralHeader(record))
      entries += 1
    }
  }
  end = Number.POSITIVE_INFINITY
  const lines = directory.all()
  const last = Buffer.concat([lines, endOfDirectory(entries, lines.length, tape.position())])
  inOrder &&= (await tape.read(last.length)).equals(last) && (await tape.read(1)).length === 0
  return { entries, faulty, inOrder, bytes: tape.position(), sha256: tape.sha256() }
}

function endOf(record: ZipRecord): number {
  return record.offset + localHeader(record).length + record.packed
}
