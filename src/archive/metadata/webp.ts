import { DamagedMedia, take } from '../../media/damage.ts'
import { exifTiff } from '../../media/exif-write.ts'
import { exifToWrite } from './exif.ts'
import type { PhotoFacts } from './facts.ts'
import { xmpOf } from './xmp.ts'

interface Chunk {
  readonly type: string
  readonly data: Buffer
}

const RIFF_HEAD = 12
const FLAG = { exif: 0x08, xmp: 0x04, alpha: 0x10 }

/** EXIF and XMP as the last chunks; a picture in the short form gets the long form's header, which announces them. */
export function tellInWebp(file: Buffer, facts: PhotoFacts): readonly Buffer[] | undefined {
  const exif = exifToWrite(file, facts)
  if (!exif) return undefined
  const chunks = chunksOf(file).filter(({ type }) => type !== 'EXIF' && type !== 'XMP ')
  const [first, ...rest] = chunks[0]?.type === 'VP8X' ? chunks : [longHeader(chunks), ...chunks]
  const header = Buffer.from(first?.data ?? [])
  header.writeUInt8(header.readUInt8() | FLAG.exif | FLAG.xmp)
  const all = [
    { type: 'VP8X', data: header },
    ...rest,
    { type: 'EXIF', data: exifTiff(exif) ?? Buffer.alloc(0) },
    { type: 'XMP ', data: xmpOf(facts) },
  ]
  return riffOf(all)
}

function chunksOf(file: Buffer): readonly Chunk[] {
  const chunks: Chunk[] = []
  const end = 8 + take(file, 4, 8).readUInt32LE()
  for (let at = RIFF_HEAD; at < end; ) {
    const head = take(file, at, at + 8)
    const length = head.readUInt32LE(4)
    chunks.push({ type: head.toString('latin1', 0, 4), data: take(file, at + 8, at + 8 + length) })
    at += 8 + length + (length % 2)
  }
  return chunks
}

/** Ten bytes: flags, three that are reserved, width and height less one. */
function longHeader([image]: readonly Chunk[]): Chunk {
  const { width, height, alpha } = sizeOf(image)
  const data = Buffer.alloc(10)
  data.writeUInt8(alpha ? FLAG.alpha : 0)
  data.writeUIntLE(width - 1, 4, 3)
  data.writeUIntLE(height - 1, 7, 3)
  return { type: 'VP8X', data }
}

function sizeOf(image: Chunk | undefined) {
  if (image?.type === 'VP8 ') {
    const [width, height] = [image.data.readUInt16LE(6), image.data.readUInt16LE(8)]
    return { width: width & 0x3fff, height: height & 0x3fff, alpha: false }
  }
  if (image?.type !== 'VP8L') throw new DamagedMedia(RIFF_HEAD, 'holds no image')
  const bits = image.data.readUInt32LE(1)
  return {
    width: (bits & 0x3fff) + 1,
    height: ((bits >>> 14) & 0x3fff) + 1,
    alpha: ((bits >>> 28) & 1) === 1,
  }
}

function riffOf(chunks: readonly Chunk[]): readonly Buffer[] {
  const parts = chunks.flatMap(({ type, data }) => {
    const head = Buffer.alloc(8)
    head.write(type, 'latin1')
    head.writeUInt32LE(data.length, 4)
    return [head, data, Buffer.alloc(data.length % 2)]
  })
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  head.writeUInt32LE(4 + parts.reduce((sum, part) => sum + part.length, 0), 4)
  return [head, ...parts]
}
