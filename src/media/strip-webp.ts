import { DamagedMedia, take } from './damage.ts'
import { readExif } from './exif-read.ts'
import { exifTiff } from './exif-write.ts'

interface Chunk {
  readonly type: string
  readonly bytes: Buffer
}

const HEADER = 12
/** Chunks of which the picture and its movement are made. */
const LOOKS = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ICCP', 'ANIM', 'ANMF'])
/** In the flags of VP8X. */
const [HAS_EXIF, HAS_XMP] = [0x08, 0x04]

/** The same picture, to the bit, without XMP and unknown chunks; of EXIF orientation and time of taking are written anew. */
export function stripWebp(bytes: Buffer): Buffer {
  const chunks = [...readChunks(bytes)].filter(({ type }) => LOOKS.has(type))
  if (!chunks.some(({ type }) => type === 'VP8 ' || type === 'VP8L' || type === 'ANMF')) {
    throw new DamagedMedia(bytes.length, 'holds no image')
  }
  const extended = chunks[0]?.type === 'VP8X'
  const facts = extended ? exifTiff(readExif(bytes)) : undefined
  const body = Buffer.concat([
    ...chunks.map(({ type, bytes: chunk }) =>
      type === 'VP8X' ? withFlags(chunk, facts !== undefined) : chunk,
    ),
    ...(facts ? [chunkOf('EXIF', facts)] : []),
  ])
  const header = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  header.writeUInt32LE(body.length + 4, 4)
  return Buffer.concat([header, body])
}

/** What follows the size that the file says of itself is not part of the picture. */
function* readChunks(bytes: Buffer): Generator<Chunk> {
  const end = take(bytes, 0, HEADER).readUInt32LE(4) + 8
  const file = take(bytes, 0, end)
  for (let at = HEADER; at < end; ) {
    const size = take(file, at, at + 8).readUInt32LE(4)
    const chunk = take(file, at, at + 8 + size + (size % 2))
    yield { type: chunk.toString('latin1', 0, 4), bytes: chunk }
    at += chunk.length
  }
}

function withFlags(chunk: Buffer, hasExif: boolean): Buffer {
  if (chunk.length < 18) throw new DamagedMedia(HEADER, 'has a header that is too short')
  const copy = Buffer.from(chunk)
  const flags = copy.readUInt8(8) & ~(HAS_EXIF | HAS_XMP)
  copy.writeUInt8(hasExif ? flags | HAS_EXIF : flags, 8)
  return copy
}

function chunkOf(type: string, content: Buffer): Buffer {
  const head = Buffer.from(`${type}\0\0\0\0`, 'latin1')
  head.writeUInt32LE(content.length, 4)
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)])
}
