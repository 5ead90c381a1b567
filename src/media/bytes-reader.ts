import { take } from './damage.ts'

/** Reads numbers in a row, and throws DamagedMedia where they end too early. */
export interface BytesReader {
  readonly at: number
  /** A number of 0, 1, 2, 3, 4 or 8 bytes. */
  number(size: number): number
  text(size: number): string
  skip(size: number): void
}

export function readerOf(bytes: Buffer, from = 0): BytesReader {
  let at = from
  const next = (size: number) => {
    const part = take(bytes, at, at + size)
    at += size
    return part
  }
  return {
    get at() {
      return at
    },
    number: (size) =>
      size === 0 ? 0 : size === 8 ? Number(next(8).readBigUInt64BE()) : next(size).readUIntBE(0, size),
    text: (size) => next(size).toString('latin1'),
    skip: (size) => void next(size),
  }
}
