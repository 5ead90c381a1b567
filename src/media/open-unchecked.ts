import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { READ_ONLY, withoutFile } from './open-stored.ts'
import { isSha256, pathInsideAtOnce, pathOf } from './store-path.ts'

/** A file as it is stored, which nobody looked at yet: in one when it fits in the room that was lent, otherwise in pieces. */
export type Found =
  | { readonly state: 'found'; readonly content: Buffer | AsyncIterable<Uint8Array> }
  | { readonly state: 'missing' | 'damaged'; readonly why: string }

/**
 * For whoever looks at the content while reading it, in a thread of its own: reads wait for the disk, and go into the
 * room that was lent, so that what is given is valid only until the next piece or file. New memory for each photo would
 * cost more than all the rest.
 */
export async function openUnchecked(root: string, sha256: string, room: Buffer): Promise<Found> {
  if (!isSha256(sha256)) return { state: 'missing', why: 'not a SHA-256' }
  try {
    return readInto(room, openSync(await pathInsideAtOnce(root, pathOf(root, sha256)), READ_ONLY))
  } catch (error) {
    return withoutFile(error, sha256)
  }
}

function readInto(room: Buffer, fd: number): Found {
  let handedOn = false
  try {
    const status = fstatSync(fd)
    if (!status.isFile()) return { state: 'damaged', why: 'not a regular file' }
    handedOn = status.size >= room.length
    return { state: 'found', content: handedOn ? piecesOf(fd, room) : fill(room, fd, 0) }
  } finally {
    if (!handedOn) closeSync(fd)
  }
}

async function* piecesOf(fd: number, room: Buffer): AsyncGenerator<Buffer> {
  try {
    for (let position = 0; ; ) {
      const piece = fill(room, fd, position)
      if (piece.length === 0) return
      position += piece.length
      yield piece
    }
  } finally {
    closeSync(fd)
  }
}

/** A system may give less than there is. */
function fill(room: Buffer, fd: number, position: number): Buffer {
  let length = 0
  for (let count = -1; count !== 0 && length < room.length; length += count) {
    count = readSync(fd, room, length, room.length - length, position + length)
  }
  return room.subarray(0, length)
}
