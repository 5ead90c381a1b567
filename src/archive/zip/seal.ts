import { randomBytes } from 'node:crypto'
import type { WallMoment } from '../../rules/time.ts'
import { AES, applyCipher, keysOf, MAC_SIZE, SALT_SIZE, startMac, VERIFIER_SIZE } from './aes.ts'
import type { ByteSource } from './byte-source.ts'
import { entryTime } from './entry-time.ts'
import { extraField, fields } from './fields.ts'
import { centralHeader, endOfDirectory, localHeader, STORED, type ZipRecord } from './records.ts'
import { writeAll } from './write-all.ts'

const AES_EXTRA = 0x9901
const AE_2 = 2
const VENDOR = 0x4541
const AES_256 = 3
const PIECE = 1024 * 1024

/** What the one entry of an encrypted ZIP says of how it is encrypted. */
export const SEALED = fields(...extraField(AES_EXTRA, [AE_2, 2], [VENDOR, 2], [AES_256, 1], [STORED, 2]))

export const OVERHEAD = SALT_SIZE + VERIFIER_SIZE + MAC_SIZE

export interface Sealing {
  readonly passphrase: string
  /** Of the ZIP inside; anybody can read it. */
  readonly name: string
  readonly at: WallMoment
  readonly signal: AbortSignal
}

/**
 * Writes a ZIP into another one, encrypted, into an empty file. The names of files in a ZIP are never encrypted, nor
 * are their sizes and times: inside another ZIP they are content. Salt is random, so that no two are the same.
 */
export function sealZip(inner: ByteSource, fd: number, { passphrase, name, at, signal }: Sealing): void {
  const salt = randomBytes(SALT_SIZE)
  const keys = keysOf(passphrase, salt)
  const record: ZipRecord = {
    ...{ name, time: entryTime(at), method: AES, crc32: 0, offset: 0, encryption: SEALED },
    ...{ bytes: inner.size, packed: inner.size + OVERHEAD },
  }
  let end = writeAll(fd, 0, localHeader(record), salt, keys.verifier)
  const mac = startMac(keys)
  for (let position = 0; position < inner.size; ) {
    signal.throwIfAborted()
    const piece = Buffer.alloc(PIECE)
    const bytes = applyCipher(keys, piece.subarray(0, inner.read(piece, position)), position)
    if (bytes.length === 0) throw new Error('a ZIP became shorter while it was read')
    mac.update(bytes)
    end += writeAll(fd, end, bytes)
    position += bytes.length
  }
  end += writeAll(fd, end, mac.digest())
  const line = centralHeader(record)
  writeAll(fd, end, line, endOfDirectory(1, line.length, end))
}
