import type { Exif } from './exif-read.ts'

/** What can be written into a photo's EXIF. */
export interface ExifFacts extends Exif {
  /** What is on it, in words. Written as UTF-8, which every program of today reads. */
  readonly description?: string
}

interface Field {
  readonly tag: number
  readonly type: number
  readonly count: number
  readonly value: Buffer
}

const TYPE = { ascii: 2, short: 3, long: 4 } as const
const TAG = {
  imageDescription: 0x010e,
  orientation: 0x0112,
  exifDirectory: 0x8769,
  dateTimeOriginal: 0x9003,
  offsetTimeOriginal: 0x9011,
}
const TIFF_HEADER = Buffer.from([0x4d, 0x4d, 0x00, 0x2a, 0x00, 0x00, 0x00, 0x08])
const INLINE = 4

/** An APP1 segment with these facts and nothing else; no bytes when there are none. */
export function exifSegment(exif: ExifFacts): Buffer {
  const tiff = exifTiff(exif)
  if (!tiff) return Buffer.alloc(0)
  const payload = Buffer.concat([Buffer.from('Exif\0\0'), tiff])
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(payload.length + 2, 2)
  return Buffer.concat([head, payload])
}

/** The TIFF that PNG and WebP hold without a segment around it; undefined when there are no facts. */
export function exifTiff(facts: ExifFacts): Buffer | undefined {
  const picture = pictureFields(facts)
  const taken = takenFields(facts)
  if (taken.length === 0) {
    return picture.length === 0
      ? undefined
      : Buffer.concat([TIFF_HEADER, directory(picture, TIFF_HEADER.length)])
  }
  // How long the first directory is does not depend on where the second one is.
  const first = (at: number) =>
    evened(directory([...picture, numberField(TAG.exifDirectory, TYPE.long, at)], TIFF_HEADER.length))
  const at = TIFF_HEADER.length + first(0).length
  return Buffer.concat([TIFF_HEADER, first(at), directory(taken, at)])
}

/** In the order of their tags, as TIFF asks. */
function pictureFields({ description, orientation }: ExifFacts): readonly Field[] {
  return [
    ...(description ? [textField(TAG.imageDescription, description)] : []),
    ...(orientation === undefined ? [] : [numberField(TAG.orientation, TYPE.short, orientation)]),
  ]
}

function takenFields({ dateTimeOriginal, offset }: ExifFacts): readonly Field[] {
  if (!dateTimeOriginal) return []
  const taken = textField(TAG.dateTimeOriginal, dateTimeOriginal)
  return offset ? [taken, textField(TAG.offsetTimeOriginal, offset)] : [taken]
}

function numberField(tag: number, type: typeof TYPE.short | typeof TYPE.long, number: number): Field {
  const value = Buffer.alloc(INLINE)
  if (type === TYPE.short) value.writeUInt16BE(number)
  else value.writeUInt32BE(number)
  return { tag, type, count: 1, value }
}

function textField(tag: number, text: string): Field {
  const value = Buffer.from(`${text}\0`)
  return { tag, type: TYPE.ascii, count: value.length, value }
}

function directoryLength(fields: number): number {
  return 2 + 12 * fields + 4
}

/** TIFF wants whatever it points at on an even place. */
function evened(bytes: Buffer): Buffer {
  return bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(1)])
}

/** An image file directory at offset `at`; values that do not fit into its four bytes follow it. */
function directory(fields: readonly Field[], at: number): Buffer {
  const table = Buffer.alloc(directoryLength(fields.length))
  let values: Buffer = Buffer.alloc(0)
  table.writeUInt16BE(fields.length)
  for (const [index, { tag, type, count, value }] of fields.entries()) {
    const entry = table.subarray(2 + 12 * index)
    entry.writeUInt16BE(tag)
    entry.writeUInt16BE(type, 2)
    entry.writeUInt32BE(count, 4)
    if (value.length <= INLINE) value.copy(entry, 8)
    else {
      values = evened(values)
      entry.writeUInt32BE(at + table.length + values.length, 8)
      values = Buffer.concat([values, value])
    }
  }
  return Buffer.concat([table, values])
}
