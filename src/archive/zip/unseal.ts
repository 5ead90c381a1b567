import { setImmediate } from 'node:timers/promises'
import { applyCipher, type Keys, keysOf, MAC_SIZE, SALT_SIZE, startMac, VERIFIER_SIZE } from './aes.ts'
import { type ByteSource, readBytes } from './byte-source.ts'
import { readDirectory } from './read-directory.ts'
import { localHeader, type ZipRecord } from './records.ts'
import { OVERHEAD, SEALED } from './seal.ts'

const PIECE = 1024 * 1024

/** An encrypted ZIP around another one. */
export interface Sealed {
  readonly record: ZipRecord
  readonly source: ByteSource
}

/** Undefined when it is not encrypted, or not as we do it. */
export function findSeal(source: ByteSource): Sealed | undefined {
  const directory = readDirectory(source)
  if (typeof directory === 'string') return undefined
  const [record] = directory.records
  if (directory.records.length !== 1 || !record?.encryption?.equals(SEALED)) return undefined
  const fits = record.offset === 0 && record.packed === record.bytes + OVERHEAD
  return fits && directory.start === localHeader(record).length + record.packed
    ? { record, source }
    : undefined
}

/** The ZIP inside, when the passphrase is right and nothing of it was changed. */
export async function unseal(
  { record, source }: Sealed,
  passphrase: string,
  signal: AbortSignal,
): Promise<ByteSource | 'wrong-passphrase' | 'entry-broken'> {
  const header = localHeader(record)
  if (!readBytes(source, 0, header.length).equals(header)) return 'entry-broken'
  const keys = keysOf(passphrase, readBytes(source, header.length, SALT_SIZE))
  const verifier = readBytes(source, header.length + SALT_SIZE, VERIFIER_SIZE)
  if (!verifier.equals(keys.verifier)) return 'wrong-passphrase'
  const start = header.length + SALT_SIZE + VERIFIER_SIZE
  if (!(await isUnchanged(source, keys, { start, bytes: record.bytes, signal }))) return 'entry-broken'
  return {
    size: record.bytes,
    read: (into, position) => {
      const wanted = into.subarray(0, Math.max(0, record.bytes - position))
      const found = wanted.subarray(0, source.read(wanted, start + position))
      return applyCipher(keys, found, position).length
    },
  }
}

interface Range {
  readonly start: number
  readonly bytes: number
  readonly signal: AbortSignal
}

async function isUnchanged(
  source: ByteSource,
  keys: Keys,
  { start, bytes, signal }: Range,
): Promise<boolean> {
  const mac = startMac(keys)
  for (let at = start; at < start + bytes; at += PIECE) {
    await setImmediate(undefined, { signal })
    mac.update(readBytes(source, at, Math.min(PIECE, start + bytes - at)))
  }
  return readBytes(source, start + bytes, MAC_SIZE).equals(mac.digest())
}
