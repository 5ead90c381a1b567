import { writevSync } from 'node:fs'

/** Writes all of these at a place of a file; a system may take less than it is given, for instance on a nearly full disk. */
export function writeAll(fd: number, position: number, ...parts: readonly Uint8Array[]): number {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  let [left, at] = [parts, position]
  while (at < position + length) {
    const written = writevSync(fd, left, at)
    at += written
    left = skip(left, written)
  }
  return length
}

function skip(parts: readonly Uint8Array[], bytes: number): readonly Uint8Array[] {
  let over = bytes
  return parts.flatMap((part) => {
    const here = Math.min(over, part.length)
    over -= here
    return here < part.length ? [part.subarray(here)] : []
  })
}
