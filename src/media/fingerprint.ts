import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'

/** What identifies a file of the store; `crc32` is what a ZIP wants to know. */
export interface StoredFile {
  readonly sha256: string
  readonly crc32: number
  readonly bytes: number
}

/** The fingerprint of content that comes in one piece or in many. */
export async function fingerprint(
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<StoredFile> {
  const hash = createHash('sha256')
  let [crc, bytes] = [0, 0]
  for await (const chunk of content) {
    hash.update(chunk)
    crc = crc32(chunk, crc)
    bytes += chunk.length
  }
  return { sha256: hash.digest('hex'), crc32: crc, bytes }
}
