import { EXIT, UserError } from '../errors.ts'
import type { StoredFile } from './fingerprint.ts'

export function isSame(one: StoredFile, other: StoredFile): boolean {
  return one.sha256 === other.sha256 && one.bytes === other.bytes && one.crc32 === other.crc32
}

export function changedWhileRead(): UserError {
  return new UserError(
    'A file changed while it was read, so it was not kept: import again when nobody writes there.',
    EXIT.tryAgain,
  )
}

/** A thumbnail that was cut off has no end. */
export function isWholeJpeg(bytes: Buffer): boolean {
  return (
    bytes.length > 4 && bytes.readUInt16BE(0) === 0xffd8 && bytes.readUInt16BE(bytes.length - 2) === 0xffd9
  )
}
