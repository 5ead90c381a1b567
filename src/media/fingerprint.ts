import { createHash, hash } from 'node:crypto'
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

/** Whether content that is here is what is known by this SHA-256 and size. */
export function hasSha256(content: Uint8Array, { sha256, bytes }: Omit<StoredFile, 'crc32'>): boolean {
  return content.length === bytes && hash('sha256', content) === sha256
}

/** The fingerprint of pieces that are handed over one by one. */
export function startFingerprint() {
  const sum = createHash('sha256')
  let [crc, bytes] = [0, 0]
  const add = (piece: Uint8Array) => {
    sum.update(piece)
    crc = crc32(piece, crc)
    bytes += piece.length
  }
  return { add, found: (): StoredFile => ({ sha256: sum.digest('hex'), crc32: crc, bytes }) }
}
