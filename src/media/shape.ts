import { readerOf } from './bytes-reader.ts'
import { DamagedMedia } from './damage.ts'
import { readExif } from './exif-read.ts'
import { heicShape } from './heic/heic-shape.ts'
import { readSegments } from './jpeg.ts'
import { type PictureType, PNG_SIGNATURE } from './sniff.ts'

/** How large a photo or film is, as it is stored. */
export interface Shape {
  readonly width?: number
  readonly height?: number
  /** 1 to 8 as in EXIF: how it must be turned to be shown. */
  readonly orientation?: number
}

const SHAPE: Record<PictureType, (bytes: Buffer) => Shape> = {
  'image/jpeg': (bytes) => ({ ...jpegSize(bytes), ...turned(bytes) }),
  'image/png': (bytes) => ({ ...pngSize(bytes), ...turned(bytes) }),
  'image/webp': (bytes) => ({ ...webpSize(bytes), ...turned(bytes) }),
  'image/heic': heicShape,
}

/** What can't be read is left out: it is no reason to refuse the picture. */
export function shapeOf(bytes: Buffer, type: PictureType): Shape {
  try {
    return SHAPE[type](bytes)
  } catch (error) {
    if (error instanceof DamagedMedia) return {}
    throw error
  }
}

function turned(bytes: Buffer): Shape {
  const { orientation } = readExif(bytes)
  return orientation === undefined ? {} : { orientation }
}

function jpegSize(bytes: Buffer): Shape {
  for (const { marker, bytes: segment } of readSegments(bytes)) {
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (!isFrame) continue
    const reader = readerOf(segment, 5)
    const [height, width] = [reader.number(2), reader.number(2)]
    return { width, height }
  }
  return {}
}

function pngSize(bytes: Buffer): Shape {
  const reader = readerOf(bytes, PNG_SIGNATURE.length + 8)
  return { width: reader.number(4), height: reader.number(4) }
}

const FIRST_CHUNK = 12

/** The first chunk tells, in a way of its own for each of three kinds. */
function webpSize(bytes: Buffer): Shape {
  if (bytes.length < FIRST_CHUNK + 18) return {}
  const type = bytes.toString('latin1', FIRST_CHUNK, FIRST_CHUNK + 4)
  const content = bytes.subarray(FIRST_CHUNK + 8)
  if (type === 'VP8X') return { width: content.readUIntLE(4, 3) + 1, height: content.readUIntLE(7, 3) + 1 }
  if (type === 'VP8 ')
    return { width: content.readUInt16LE(6) & 0x3fff, height: content.readUInt16LE(8) & 0x3fff }
  const bits = content.readUInt32LE(1)
  return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 }
}
