import { randomUUID } from 'node:crypto'
import { open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { storageError } from './storage-error.ts'

/** The name of the target, and behind it what is the writer's own. */
const PART = /^(?<target>.+)\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.part$/

/**
 * A file that is either there and whole or not there: `write` makes a part in the same folder and syncs it to
 * disk, then it gets its name. On any failure the part is removed and what had the name before stays. Each writer
 * has a part of its own, so that two of one target do no harm: the last one stays.
 */
export async function writeFileWhole<T>(target: string, write: (part: string) => Promise<T>): Promise<T> {
  const part = `${target}.${randomUUID()}.part`
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

/** The file of a writer that has not ended. */
export function isPart(name: string): boolean {
  return PART.test(name)
}

/** Removes what writers that were killed left of these targets. None of them may be written at this moment. */
export async function removeParts(folder: string, isTarget: (name: string) => boolean): Promise<void> {
  const names = await readdir(folder)
  const left = names.filter((name) => isTarget(PART.exec(name)?.groups?.target ?? ''))
  for (const name of left) await rm(join(folder, name), { force: true })
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
