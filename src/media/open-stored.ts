import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { fingerprint, type StoredFile } from './fingerprint.ts'
import { storageError } from './storage-error.ts'
import { isSha256, pathInside, pathOf } from './store-path.ts'

/**
 * A file that was asked for. Its content was checked before it is handed out: a small file as a buffer, a
 * large one as a stream, which whoever gets it must read or destroy. `damaged` is what no longer fits its
 * SHA-256, or is no regular file.
 */
export type Opened =
  | { readonly state: 'whole'; readonly file: StoredFile; readonly content: Buffer | Readable }
  | { readonly state: 'missing' | 'damaged'; readonly why: string }

/** A file of this size is read piece by piece. */
export const LARGE = 8 * 1024 * 1024
const READ_SIZE = 1024 * 1024
/** A link in the place of the file is not followed, and a pipe there does not make us wait for a writer. */
export const READ_ONLY = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK

export async function openStored(root: string, sha256: string): Promise<Opened> {
  if (!isSha256(sha256)) return { state: 'missing', why: 'not a SHA-256' }
  try {
    const handle = await open(await pathInside(root, pathOf(root, sha256)), READ_ONLY)
    return await readWhole(handle, sha256)
  } catch (error) {
    return withoutFile(error, sha256)
  }
}

const NOT_REGULAR = ['ELOOP', 'ENXIO', 'ENOTDIR']
/** One file that can't be read is no reason to give up on all others. */
const UNREADABLE = ['EACCES', 'EPERM', 'EIO']

export function withoutFile(error: unknown, sha256: string) {
  const { code = '' } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return { state: 'missing', why: 'not in the store' } as const
  if (NOT_REGULAR.includes(code)) return { state: 'damaged', why: 'not a regular file' } as const
  if (UNREADABLE.includes(code)) return { state: 'damaged', why: `cannot be read (${code})` } as const
  throw storageError(error, `cannot read file ${sha256} of the file store`)
}

/** The same open file is checked and handed out, so that what happens to its name in between does not matter. */
async function readWhole(handle: FileHandle, sha256: string): Promise<Opened> {
  let handedOn = false
  try {
    const status = await handle.stat()
    if (!status.isFile()) return { state: 'damaged', why: 'not a regular file' }
    const small = status.size < LARGE ? await handle.readFile() : undefined
    const file = await fingerprint(small ? [small] : streamOf(handle, false))
    if (file.sha256 !== sha256) return { state: 'damaged', why: 'does not fit its SHA-256' }
    handedOn = !small
    return { state: 'whole', file, content: small ?? streamOf(handle, true) }
  } finally {
    if (!handedOn) await handle.close()
  }
}

function streamOf(handle: FileHandle, autoClose: boolean): Readable {
  return handle.createReadStream({ start: 0, autoClose, highWaterMark: READ_SIZE })
}
