import type { EntryTime } from './entry-time.ts'
import { extraField, type Field, fields, sizeOf } from './fields.ts'

/* The parts of a ZIP, by the names of the specification (APPNOTE 6.3.10). */

const LOCAL = 0x04034b50
export const CENTRAL = 0x02014b50
export const END = 0x06054b50
export const END64 = 0x06064b50
export const LOCATOR64 = 0x07064b50

export const STORED = 0
export const DEFLATED = 8

export const ZIP64_EXTRA = 0x0001
export const TIME_EXTRA = 0x5455

/** What does not fit in 32 (or 16) bits is written as all ones, and in ZIP64's own place. */
export const FULL32 = 0xffffffff
export const FULL16 = 0xffff

const UTF8_NAME = 0x0800
const MADE_ON_UNIX = 3 << 8
/** A regular file that its owner may write and all may read, in the half where Unix puts it. */
const MODE = 0o100644 * 2 ** 16
const ZIP64_VERSION = 45

/** What a ZIP says of an entry, once before its content and once in the directory at the end. */
export interface ZipRecord {
  readonly name: string
  readonly time: EntryTime
  readonly method: number
  readonly crc32: number
  /** Size in the ZIP. */
  readonly packed: number
  /** Size of the content. */
  readonly bytes: number
  /** Where its local header begins. */
  readonly offset: number
  /** How it is encrypted, when it is: an extra field of its own. */
  readonly encryption?: Buffer
}

/** What comes before the content. Sizes are known beforehand, so that nothing needs to come after it. */
export function localHeader(record: ZipRecord): Buffer {
  const { bytes, packed } = record
  const large = bytes >= FULL32 || packed >= FULL32
  const zip64 = large ? extraField(ZIP64_EXTRA, [bytes, 8], [packed, 8]) : []
  const sizes = large ? { bytes: FULL32, packed: FULL32 } : record
  const [name, extra] = [Buffer.from(record.name), extrasOf(record, zip64)]
  return fields(
    ...([[LOCAL, 4], [versionFor(record, large), 2], ...common(record, sizes)] as const),
    ...([[name.length, 2], [sizeOf(extra), 2], name] as const),
    ...extra,
  )
}

/** The line of the directory. */
export function centralHeader(record: ZipRecord): Buffer {
  const { bytes, packed, offset } = record
  const large = [bytes, packed, offset].filter((value) => value >= FULL32)
  const zip64 = large.length > 0 ? extraField(ZIP64_EXTRA, ...large.map(in64Bits)) : []
  const [name, extra] = [Buffer.from(record.name), extrasOf(record, zip64)]
  const version = versionFor(record, large.length > 0)
  return fields(
    ...([[CENTRAL, 4], [MADE_ON_UNIX | version, 2], [version, 2], ...common(record, record)] as const),
    ...([
      [name.length, 2],
      [sizeOf(extra), 2],
      [0, 2],
      [0, 2],
      [0, 2],
      [MODE, 4],
    ] as const),
    ...([[in32Bits(offset), 4], name] as const),
    ...extra,
  )
}

/** The end of a ZIP: how many entries there are, and where the directory is. */
export function endOfDirectory(entries: number, size: number, offset: number): Buffer {
  const count = Math.min(entries, FULL16)
  const end = fields(
    [END, 4],
    [0, 4],
    [count, 2],
    [count, 2],
    [in32Bits(size), 4],
    [in32Bits(offset), 4],
    [0, 2],
  )
  if (entries < FULL16 && size < FULL32 && offset < FULL32) return end
  return Buffer.concat([
    fields([END64, 4], [44, 8], [MADE_ON_UNIX | ZIP64_VERSION, 2], [ZIP64_VERSION, 2], [0, 4], [0, 4]),
    fields(...[entries, entries, size, offset].map(in64Bits)),
    fields([LOCATOR64, 4], [0, 4], [offset + size, 8], [1, 4]),
    end,
  ])
}

function common(
  { time, method, crc32, encryption }: ZipRecord,
  sizes: { readonly bytes: number; readonly packed: number },
) {
  return [
    [UTF8_NAME | (encryption ? 1 : 0), 2],
    [method, 2],
    [time.dos, 4],
    [crc32, 4],
    [in32Bits(sizes.packed), 4],
    [in32Bits(sizes.bytes), 4],
  ] as const
}

function in32Bits(value: number): number {
  return Math.min(value, FULL32)
}

function in64Bits(value: number): Field {
  return [value, 8]
}

/** Which version of the specification a program must know; the lowest, so that old ones are not turned away. */
function versionFor({ encryption }: ZipRecord, large: boolean): number {
  if (encryption) return 51
  return large ? ZIP64_VERSION : 20
}

/** Seconds since 1970: the wall clock alone would be read in the zone of whoever unpacks. */
function extrasOf({ time, encryption }: ZipRecord, zip64: readonly Field[]): readonly Field[] {
  return [...zip64, ...extraField(TIME_EXTRA, [1, 1], [time.unix, 4]), ...(encryption ? [encryption] : [])]
}
