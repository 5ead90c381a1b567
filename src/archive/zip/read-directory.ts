import { type ByteSource, readBytes } from './byte-source.ts'
import {
  CENTRAL,
  centralHeader,
  END,
  END64,
  endOfDirectory,
  FULL16,
  FULL32,
  LOCATOR64,
  TIME_EXTRA,
  ZIP64_EXTRA,
  type ZipRecord,
} from './records.ts'

/** The directory at the end of a ZIP, and where it begins. */
export interface Directory {
  readonly records: readonly ZipRecord[]
  readonly start: number
}

/** What is no ZIP at all, and one that is not as we write them: with gaps, comments, or two answers to one question. */
export type BadZip = 'not-a-zip' | 'bytes-behind' | 'structure'

const END_SIZE = 22
const ENDS_SIZE = 56 + 20 + END_SIZE
/** More than any export of ours has; a forged one must not fill the memory. */
const LARGEST = 256 * 1024 * 1024
const FIXED = 46

/**
 * Reads the directory and writes it anew: only one that comes out the same to the byte is ours. So nothing can hide in
 * it (a comment, an odd flag, a second name), and every program reads the same from it.
 */
export function readDirectory(source: ByteSource): Directory | BadZip {
  const { size } = source
  const tail = readBytes(source, Math.max(0, size - ENDS_SIZE), ENDS_SIZE)
  const end = readEnd(tail)
  if (!end) return hasBytesBehind(source) ? 'bytes-behind' : 'not-a-zip'
  const { entries, bytes, start } = end
  if (bytes > LARGEST || start + bytes > size || size - start - bytes > ENDS_SIZE) return 'structure'
  const found = readBytes(source, start, bytes + ENDS_SIZE)
  const records = readRecords(found.subarray(0, bytes), entries)
  const isOurs = endOfDirectory(entries, bytes, start).equals(found.subarray(bytes))
  return records && isOurs ? { records, start } : 'structure'
}

/** As far back as a ZIP may have a comment, and so programs look for its end. */
const BEHIND = 64 * 1024

/** Whether a ZIP ends before the file does: the end of a directory that lies right before it. */
function hasBytesBehind(source: ByteSource): boolean {
  const from = Math.max(0, source.size - BEHIND)
  const tail = readBytes(source, from, BEHIND)
  const mark = Buffer.alloc(4)
  mark.writeUInt32LE(END)
  const at = tail.lastIndexOf(mark)
  const end =
    at < 0 ? undefined : readEnd(tail.subarray(Math.max(0, at - ENDS_SIZE + END_SIZE), at + END_SIZE))
  if (!end) return false
  const rest = from + at - end.start - end.bytes
  return rest === 0 || rest === ENDS_SIZE - END_SIZE
}

function readEnd(tail: Buffer) {
  const end = tail.subarray(-END_SIZE)
  if (end.length < END_SIZE || end.readUInt32LE() !== END) return undefined
  const [entries, bytes, start] = [end.readUInt16LE(10), end.readUInt32LE(12), end.readUInt32LE(16)]
  if (entries < FULL16 && bytes < FULL32 && start < FULL32) return { entries, bytes, start }
  if (tail.length < ENDS_SIZE || tail.readUInt32LE(56) !== LOCATOR64) return undefined
  if (tail.readUInt32LE() !== END64) return undefined
  const [all, size, offset] = [32, 40, 48].map((at) => Number(tail.readBigUInt64LE(at)))
  return { entries: all ?? 0, bytes: size ?? 0, start: offset ?? 0 }
}

function readRecords(bytes: Buffer, entries: number): readonly ZipRecord[] | undefined {
  const records: ZipRecord[] = []
  let at = 0
  while (at + FIXED <= bytes.length && records.length < entries) {
    const length = FIXED + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30)
    const line = bytes.subarray(at, at + length)
    if (line.length < length || line.readUInt32LE() !== CENTRAL) return undefined
    const record = readRecord(line)
    if (!centralHeader(record).equals(line)) return undefined
    records.push(record)
    at += length
  }
  return at === bytes.length && records.length === entries ? records : undefined
}

/** What a line says, odd things left out: the line that is made of it then is another one. */
function readRecord(line: Buffer): ZipRecord {
  const nameEnd = FIXED + line.readUInt16LE(28)
  const { unix, encryption, large } = readExtras(line.subarray(nameEnd))
  const whole = (value: number) => (value === FULL32 ? (large.shift() ?? value) : value)
  return {
    name: line.toString('utf8', FIXED, nameEnd),
    time: { dos: line.readUInt32LE(12), unix },
    method: line.readUInt16LE(10),
    crc32: line.readUInt32LE(16),
    bytes: whole(line.readUInt32LE(24)),
    packed: whole(line.readUInt32LE(20)),
    offset: whole(line.readUInt32LE(42)),
    ...(encryption && { encryption }),
  }
}

function readExtras(bytes: Buffer) {
  const extras: { unix: number; encryption?: Buffer; large: number[] } = { unix: 0, large: [] }
  for (let at = 0; at + 4 <= bytes.length; at += 4 + bytes.readUInt16LE(at + 2)) {
    const field = bytes.subarray(at, at + 4 + bytes.readUInt16LE(at + 2))
    const id = field.readUInt16LE()
    if (id === ZIP64_EXTRA) extras.large = read64s(field.subarray(4))
    else if (id === TIME_EXTRA && field.length === 9) extras.unix = field.readUInt32LE(5)
    else extras.encryption = field
  }
  return extras
}

function read64s(bytes: Buffer): number[] {
  const count = Math.floor(bytes.length / 8)
  return Array.from({ length: count }, (_, index) => Number(bytes.readBigUInt64LE(index * 8)))
}
