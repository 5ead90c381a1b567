import { createCipheriv, createHmac, pbkdf2Sync } from 'node:crypto'

/* AES-256 in ZIP as WinZip defined it and 7-Zip reads it: AE-2, which keeps no CRC of what is encrypted. */

export const AES = 99
export const SALT_SIZE = 16
export const VERIFIER_SIZE = 2
export const MAC_SIZE = 10

const BLOCK = 16
/** Given by the format, and few for today: a passphrase has to be long instead. */
const ROUNDS = 1000

export interface Keys {
  readonly cipher: Buffer
  readonly mac: Buffer
  /** Tells a wrong passphrase at once, all but once in 65,536 times. */
  readonly verifier: Buffer
}

export function keysOf(passphrase: string, salt: Buffer): Keys {
  const bytes = pbkdf2Sync(passphrase, salt, ROUNDS, 32 + 32 + VERIFIER_SIZE, 'sha1')
  return { cipher: bytes.subarray(0, 32), mac: bytes.subarray(32, 64), verifier: bytes.subarray(64) }
}

/** Proves that what is encrypted was not changed. */
export function startMac({ mac }: Keys) {
  const hmac = createHmac('sha1', mac)
  return {
    update: (bytes: Uint8Array) => void hmac.update(bytes),
    digest: () => hmac.digest().subarray(0, MAC_SIZE),
  }
}

/** Encrypts bytes from a place of the content on, or decrypts them: it is the same. In place. */
export function applyCipher({ cipher }: Keys, bytes: Buffer, position: number): Buffer {
  const skipped = position % BLOCK
  const blocks = keyStream(cipher, (position - skipped) / BLOCK, Math.ceil((skipped + bytes.length) / BLOCK))
  const key = Buffer.copyBytesFrom(blocks, skipped)
  const words = bytes.byteOffset % 4 === 0 ? Math.floor(bytes.length / 4) : 0
  const [text, mask] = [bytes, key].map((one) => new Uint32Array(one.buffer, one.byteOffset, words))
  for (let at = 0; at < words; at += 1)
    (text as Uint32Array)[at] = (text?.[at] as number) ^ (mask?.[at] as number)
  for (let at = words * 4; at < bytes.length; at += 1) bytes[at] = (bytes[at] as number) ^ (key[at] as number)
  return bytes
}

/** The counter begins with one, its low end first: not the order that OpenSSL counts in, so that each block is made here. */
function keyStream(key: Buffer, firstBlock: number, blocks: number): Buffer {
  const counters = new Uint32Array(blocks * 4)
  for (let block = 0; block < blocks; block += 1) {
    const counter = firstBlock + block + 1
    counters[block * 4] = counter
    counters[block * 4 + 1] = Math.floor(counter / 2 ** 32)
  }
  return createCipheriv('aes-256-ecb', key, null).update(Buffer.from(counters.buffer))
}
