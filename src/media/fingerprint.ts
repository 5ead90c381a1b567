import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'

/** What identifies a file of the store; `crc32` is what a ZIP wants to know. */
export interface StoredFile {
  readonly sha256: string
  readonly crc32: number
  readonly bytes: number
}

/** The fingerprint of content that is still to come, in one piece or in many. */
export async function fingerprint(
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<StoredFile> {
  const { add, found } = startFingerprint()
  for await (const piece of content) add(piece)
  return found()
}

/** The fingerprint of content that is here, in pieces. */
export function fingerprintOf(...pieces: readonly Uint8Array[]): StoredFile {
  const { add, found } = startFingerprint()
  for (const piece of pieces) add(piece)
  return found()
}

function startFingerprint() {
  const hash = createHash('sha256')
  let [crc, bytes] = [0, 0]
  const add = (piece: Uint8Array) => {
    hash.update(piece)
    crc = crc32(piece, crc)
    bytes += piece.length
  }
  return { add, found: (): StoredFile => ({ sha256: hash.digest('hex'), crc32: crc, bytes }) }
}
