import { crc32 } from 'node:zlib'
import { DamagedMedia, take } from './damage.ts'
import { readExif } from './exif-read.ts'
import { exifTiff } from './exif-write.ts'
import { PNG_SIGNATURE } from './sniff.ts'

interface Chunk {
  readonly type: string
  readonly bytes: Buffer
}

/** Chunks that change how the picture looks or moves. Of the rest some hold places, names and times; none is needed. */
const LOOKS = /^(?:[A-Z]...|tRNS|gAMA|cHRM|sRGB|iCCP|cICP|mDCV|cLLI|sBIT|bKGD|pHYs|acTL|fcTL|fdAT)$/

/**
 * The same picture, to the bit, without texts and times, and without what follows its end. Of EXIF the orientation and
 * the time of taking are written anew.
 */
export function stripPng(bytes: Buffer): Buffer {
  const [header, ...chunks] = [...readChunks(bytes)].filter(({ type }) => LOOKS.test(type))
  if (header?.type !== 'IHDR') throw new DamagedMedia(PNG_SIGNATURE.length, 'does not begin with its header')
  if (!chunks.some(({ type }) => type === 'IDAT')) throw new DamagedMedia(bytes.length, 'holds no image')
  const facts = exifTiff(readExif(bytes))
  const exif = facts ? [chunkOf('eXIf', facts)] : []
  return Buffer.concat([PNG_SIGNATURE, header.bytes, ...exif, ...chunks.map((chunk) => chunk.bytes)])
}

function chunkOf(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

function* readChunks(bytes: Buffer): Generator<Chunk> {
  for (let at = PNG_SIGNATURE.length; ; ) {
    const length = take(bytes, at, at + 8).readUInt32BE()
    const chunk = take(bytes, at, at + 12 + length)
    if (crc32(chunk.subarray(4, -4)) !== chunk.readUInt32BE(8 + length)) {
      throw new DamagedMedia(at, 'has a chunk that does not fit its checksum')
    }
    const type = chunk.toString('latin1', 4, 8)
    yield { type, bytes: chunk }
    if (type === 'IEND') return
    at += chunk.length
  }
}
