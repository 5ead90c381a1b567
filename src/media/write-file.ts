import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { storageError } from './storage-error.ts'

/**
 * A file that is either there and whole or not there: `write` makes `part` in the same folder and syncs it to
 * disk, then it gets its name. On any failure `part` is removed and what had the name before stays.
 */
export async function writeFileWhole<T>(
  { target, part }: { readonly target: string; readonly part: string },
  write: (part: string) => Promise<T>,
): Promise<T> {
  try {
    const written = await write(part)
    await rename(part, target)
    await syncFolder(dirname(target))
    return written
  } catch (error) {
    await rm(part, { force: true }).catch(() => {})
    throw storageError(error, `cannot write ${target}`)
  }
}

/** A new name survives a power cut only when its folder is synced too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
