import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'

/** What identifies a file of the store; `crc32` is what a ZIP wants to know. */
export interface StoredFile {
  readonly sha256: string
  readonly crc32: number
  readonly bytes: number
}

export type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** The fingerprint of content that is still to come, in one piece or in many. */
export async function fingerprint(content: Pieces): Promise<StoredFile> {
  const { add, found } = startFingerprint()
  for await (const piece of content) add(piece)
  return found()
}

/** The part of it that takes a tenth of the time, and finds what an accident does to content. */
export async function checksum(content: Pieces): Promise<Omit<StoredFile, 'sha256'>> {
  let [crc, bytes] = [0, 0]
  for await (const piece of content) {
    crc = crc32(piece, crc)
    bytes += piece.length
  }
  return { crc32: crc, bytes }
}

/** The fingerprint of content that is here, in pieces. */
export function fingerprintOf(...pieces: readonly Uint8Array[]): StoredFile {
  const { add, found } = startFingerprint()
  for (const piece of pieces) add(piece)
  return found()
}

/** The fingerprint of pieces that are handed over one by one. */
export function startFingerprint() {
  const hash = createHash('sha256')
  let [crc, bytes] = [0, 0]
  const add = (piece: Uint8Array) => {
    hash.update(piece)
    crc = crc32(piece, crc)
    bytes += piece.length
  }
  return { add, found: (): StoredFile => ({ sha256: hash.digest('hex'), crc32: crc, bytes }) }
}
