import { inflateRawSync } from 'node:zlib'
import { checksum, fingerprint, type Pieces, type StoredFile } from '../../media/fingerprint.ts'
import type { ByteSource } from './byte-source.ts'
import { type BadZip, type Directory, readDirectory } from './read-directory.ts'
import { DEFLATED, localHeader, STORED, type ZipRecord } from './records.ts'
import { startTape, type Tape } from './tape.ts'

/** An entry as it was read back; without `file` its content is not whole or does not fit the CRC in the ZIP. */
export interface ReadEntry {
  readonly name: string
  readonly file?: ReadFile
  /** Of entries that were asked for. */
  readonly text?: string
  /** Its own header says something else than the directory. */
  readonly twofold: boolean
}

/** With its SHA-256 where that was wanted. */
export type ReadFile = Omit<StoredFile, 'sha256'> & Partial<StoredFile>

export interface ZipContents {
  readonly entries: readonly ReadEntry[]
  readonly bytes: number
  readonly sha256: string
}

/** What zlib tells with `info`, which the types of Node.js lack: `bytesWritten` is how much of the packed bytes it took. */
interface Inflated {
  readonly buffer: Buffer
  readonly engine: { readonly bytesWritten: number }
}

/** More than any text of ours; a forged one must not fill the memory. */
const LARGEST_PACKED = 64 * 1024 * 1024

/** What is wanted of the entries, and what ends the work. */
export interface Reading {
  readonly wantsText: (name: string) => boolean
  /** Their SHA-256 too; without it an entry is held against its CRC in the ZIP alone. */
  readonly wantsSums: boolean
  readonly signal: AbortSignal
}

/** Reads a ZIP of ours once, every byte of it, which must all belong to one entry or to the directory. */
export async function readZip(source: ByteSource, reading: Reading): Promise<ZipContents | BadZip> {
  const directory = readDirectory(source)
  if (typeof directory === 'string') return directory
  return readEntries(startTape(source, reading.signal), source.size, directory, reading)
}

async function readEntries(
  tape: Tape,
  size: number,
  { records, start }: Directory,
  reading: Reading,
): Promise<ZipContents | BadZip> {
  const entries: ReadEntry[] = []
  for (const record of records) {
    // Entries that overlap, or bytes between them that belong to none, are how a ZIP shows two faces.
    if (tape.position() !== record.offset) return 'structure'
    entries.push(await readEntry(tape, record, reading))
  }
  if (tape.position() !== start) return 'structure'
  for await (const _ of tape.pieces(size - start));
  return { entries, bytes: size, sha256: tape.sha256() }
}

/** The entry that the tape has come to. */
export async function readEntry(tape: Tape, record: ZipRecord, reading: Reading): Promise<ReadEntry> {
  const header = localHeader(record)
  const twofold = !(await tape.read(header.length)).equals(header)
  const { name } = record
  const { file, text } = await readContent(tape, record, reading)
  const whole = file.bytes === record.bytes && file.crc32 === record.crc32
  return { name, twofold, ...(whole && { file, ...(text !== undefined && { text }) }) }
}

async function readContent(tape: Tape, record: ZipRecord, { wantsText, wantsSums }: Reading) {
  const look: (content: Pieces) => Promise<ReadFile> = wantsSums ? fingerprint : checksum
  const withText = wantsText(record.name)
  const isPlain = record.method === STORED && !withText
  if (isPlain || record.packed > LARGEST_PACKED) return { file: await look(tape.pieces(record.packed)) }
  const bytes = unpack(record, await tape.read(record.packed))
  return { file: await look([bytes]), ...(withText && { text: bytes.toString('utf8') }) }
}

/** Nothing unless the packed stream is all of it: bytes behind its end are another way to hide something. */
function unpack({ method, bytes }: ZipRecord, packed: Buffer): Buffer {
  if (method !== DEFLATED) return packed
  const maxOutputLength = Math.max(1, Math.min(bytes, LARGEST_PACKED))
  // Room for all of it at once: many small pieces, put together afterwards, would take three times the memory.
  const chunkSize = Math.max(64, maxOutputLength + 1)
  try {
    const { buffer, engine } = inflateRawSync(packed, {
      maxOutputLength,
      chunkSize,
      info: true,
    }) as unknown as Inflated
    return engine.bytesWritten === packed.length ? buffer : Buffer.alloc(0)
  } catch {
    return Buffer.alloc(0)
  }
}
