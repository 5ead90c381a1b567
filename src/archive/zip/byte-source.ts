import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'

/** Bytes that can be read from any place. */
export interface ByteSource {
  readonly size: number
  /** How many bytes there were from that place on, at most as many as fit. */
  read(into: Buffer, position: number): number
}

/** A pipe in the place of the file does not make us wait for a writer. */
const READ_ONLY = constants.O_RDONLY | constants.O_NONBLOCK

/** Lends a file for some work. Undefined when there is something else in its place. */
export async function withFile<T>(
  path: string,
  work: (source: ByteSource) => Promise<T>,
): Promise<T | undefined> {
  const fd = openSync(path, READ_ONLY)
  try {
    const status = fstatSync(fd)
    if (!status.isFile()) return undefined
    const read = (into: Buffer, position: number) => readSync(fd, into, 0, into.length, position)
    return await work({ size: status.size, read })
  } finally {
    closeSync(fd)
  }
}

/** From a place on so many bytes, or as many as there are. */
export function readBytes(source: ByteSource, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(Math.max(0, Math.min(length, source.size - position)))
  return bytes.subarray(0, source.read(bytes, position))
}
