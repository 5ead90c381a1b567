import type { Exif } from './exif-read.ts'

interface Field {
  readonly tag: number
  readonly type: number
  readonly count: number
  readonly value: Buffer
}

const TYPE = { ascii: 2, short: 3, long: 4 } as const
const TAG = {
  orientation: 0x0112,
  exifDirectory: 0x8769,
  dateTimeOriginal: 0x9003,
  offsetTimeOriginal: 0x9011,
}
const TIFF_HEADER = Buffer.from([0x4d, 0x4d, 0x00, 0x2a, 0x00, 0x00, 0x00, 0x08])
const INLINE = 4

/** An APP1 segment with these facts and nothing else; no bytes when there are none. */
export function exifSegment(exif: Exif): Buffer {
  const tiff = tiffOf(exif)
  if (!tiff) return Buffer.alloc(0)
  const payload = Buffer.concat([Buffer.from('Exif\0\0'), tiff])
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(payload.length + 2, 2)
  return Buffer.concat([head, payload])
}

/** The same without what a JPEG puts around it; undefined when there are no facts. */
export function tiffOf({ orientation, dateTimeOriginal, offset }: Exif): Buffer | undefined {
  const turned = orientation === undefined ? [] : [numberField(TAG.orientation, TYPE.short, orientation)]
  const taken = [
    ...(dateTimeOriginal ? [textField(TAG.dateTimeOriginal, dateTimeOriginal)] : []),
    ...(dateTimeOriginal && offset ? [textField(TAG.offsetTimeOriginal, offset)] : []),
  ]
  if (taken.length === 0) {
    return turned.length === 0
      ? undefined
      : Buffer.concat([TIFF_HEADER, directory(turned, TIFF_HEADER.length)])
  }
  const at = TIFF_HEADER.length + directoryLength(turned.length + 1)
  const first = directory([...turned, numberField(TAG.exifDirectory, TYPE.long, at)], TIFF_HEADER.length)
  return Buffer.concat([TIFF_HEADER, first, directory(taken, at)])
}

function numberField(tag: number, type: typeof TYPE.short | typeof TYPE.long, number: number): Field {
  const value = Buffer.alloc(INLINE)
  if (type === TYPE.short) value.writeUInt16BE(number)
  else value.writeUInt32BE(number)
  return { tag, type, count: 1, value }
}

function textField(tag: number, text: string): Field {
  const value = Buffer.from(`${text}\0`, 'latin1')
  return { tag, type: TYPE.ascii, count: value.length, value }
}

function directoryLength(fields: number): number {
  return 2 + 12 * fields + 4
}

/** An image file directory at offset `at`; values that do not fit into its four bytes follow it. */
function directory(fields: readonly Field[], at: number): Buffer {
  const table = Buffer.alloc(directoryLength(fields.length))
  const values: Buffer[] = []
  let end = at + table.length
  table.writeUInt16BE(fields.length)
  for (const [index, { tag, type, count, value }] of fields.entries()) {
    const entry = table.subarray(2 + 12 * index)
    entry.writeUInt16BE(tag)
    entry.writeUInt16BE(type, 2)
    entry.writeUInt32BE(count, 4)
    if (value.length <= INLINE) value.copy(entry, 8)
    else {
      entry.writeUInt32BE(end, 8)
      values.push(value)
      end += value.length
    }
  }
  return Buffer.concat([table, ...values])
}
