import { crc32 } from 'node:zlib'
import { take } from '../../media/damage.ts'
import { exifTiff } from '../../media/exif-write.ts'
import { PNG_SIGNATURE } from '../../media/sniff.ts'
import { exifToWrite } from './exif.ts'
import type { PhotoFacts } from './facts.ts'
import { xmpOf } from './xmp.ts'

const XMP_HEAD = Buffer.from('XML:com.adobe.xmp\0\0\0\0\0')
const LENGTH_AND_TYPE = 8
const CRC = 4

/** EXIF and XMP as chunks behind the header, where every reader looks before the picture. */
export function tellInPng(file: Buffer, facts: PhotoFacts): readonly Buffer[] | undefined {
  const exif = exifToWrite(file, facts)
  if (!exif) return undefined
  const [header, ...rest] = chunksOf(file).filter((chunk) => !isMetadata(chunk))
  return [
    PNG_SIGNATURE,
    header ?? Buffer.alloc(0),
    chunkOf('eXIf', exifTiff(exif) ?? Buffer.alloc(0)),
    chunkOf('iTXt', Buffer.concat([XMP_HEAD, xmpOf(facts)])),
    ...rest,
  ]
}

function chunksOf(file: Buffer): readonly Buffer[] {
  const chunks: Buffer[] = []
  for (let at = PNG_SIGNATURE.length; at < file.length; at += chunks.at(-1)?.length ?? 0) {
    const length = take(file, at, at + LENGTH_AND_TYPE).readUInt32BE()
    chunks.push(take(file, at, at + LENGTH_AND_TYPE + length + CRC))
  }
  return chunks
}

function isMetadata(chunk: Buffer): boolean {
  const type = chunk.toString('latin1', 4, 8)
  const isXmp = chunk.subarray(LENGTH_AND_TYPE, LENGTH_AND_TYPE + XMP_HEAD.length).equals(XMP_HEAD)
  return type === 'eXIf' || (type === 'iTXt' && isXmp)
}

function chunkOf(type: string, data: Buffer): Buffer {
  const chunk = Buffer.alloc(LENGTH_AND_TYPE + data.length + CRC)
  chunk.writeUInt32BE(data.length)
  chunk.write(type, 4, 'latin1')
  data.copy(chunk, LENGTH_AND_TYPE)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -CRC)), chunk.length - CRC)
  return chunk
}
