import { lstatSync } from 'node:fs'
import { lstat, realpath } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { UserError } from '../errors.ts'
import { storageError } from './storage-error.ts'

export function isSha256(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text)
}

/** `ab/cdef...`: 256 folders, so that none grows too large to list. */
export function pathOf(root: string, sha256: string): string {
  return join(root, sha256.slice(0, 2), sha256.slice(2))
}

/** The same for whoever may wait for the disk: a look that is handed to another thread takes ten times as long. */
export async function pathInsideAtOnce(root: string, path: string): Promise<string> {
  return lstatSync(dirname(path), { throwIfNoEntry: false })?.isDirectory() ? path : pathInside(root, path)
}

/** `path` with its folder free of symbolic links; refused when they lead out of the store. */
export async function pathInside(root: string, path: string): Promise<string> {
  // The folder itself lies in the store; only a link in its place could lead elsewhere.
  const own = await lstat(dirname(path)).catch(() => undefined)
  if (own?.isDirectory()) return path
  const realRoot = await realpath(root).catch((error) => {
    throw storageError(error, `cannot read the file store ${root}`)
  })
  const folder = await realpath(dirname(path))
  if (folder.startsWith(realRoot + sep)) return join(folder, path.slice(dirname(path).length + 1))
  throw new UserError(`${dirname(path)} leads out of the file store; remove that link`)
}
