import { crc32 } from 'node:zlib'
import { DamagedMedia, take } from './damage.ts'
import { PNG_SIGNATURE } from './sniff.ts'

interface Chunk {
  readonly type: string
  readonly bytes: Buffer
}

/** Chunks that change how the picture looks or moves. Of the rest some hold places, names and times; none is needed. */
const LOOKS = /^(?:[A-Z]...|tRNS|gAMA|cHRM|sRGB|iCCP|cICP|mDCV|cLLI|sBIT|bKGD|pHYs|acTL|fcTL|fdAT)$/

/** The same picture, to the bit, without texts, times and EXIF, and without what follows its end. */
export function stripPng(bytes: Buffer): Buffer {
  const chunks = [...readChunks(bytes)].filter(({ type }) => LOOKS.test(type))
  if (chunks[0]?.type !== 'IHDR')
    throw new DamagedMedia(PNG_SIGNATURE.length, 'does not begin with its header')
  if (!chunks.some(({ type }) => type === 'IDAT')) throw new DamagedMedia(bytes.length, 'holds no image')
  return Buffer.concat([PNG_SIGNATURE, ...chunks.map((chunk) => chunk.bytes)])
}

function* readChunks(bytes: Buffer): Generator<Chunk> {
  for (let at = PNG_SIGNATURE.length; ; ) {
    const length = take(bytes, at, at + 8).readUInt32BE()
    const chunk = take(bytes, at, at + 12 + length)
    if (crc32(chunk.subarray(4, -4)) !== chunk.readUInt32BE(8 + length)) {
      throw new DamagedMedia(at, 'a chunk does not fit its checksum')
    }
    const type = chunk.toString('latin1', 4, 8)
    yield { type, bytes: chunk }
    if (type === 'IEND') return
    at += chunk.length
  }
}
