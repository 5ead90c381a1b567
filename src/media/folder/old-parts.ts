import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isPart } from '../write-file.ts'

/** No writer takes so long over one file. */
const OLD_MS = 24 * 60 * 60 * 1000

/** Removes parts of files that nobody writes any more. A store that is not there yet has none. */
export async function removeOldParts(root: string): Promise<void> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => [])
  for (const entry of entries) {
    if (!entry.isFile() || !isPart(entry.name)) continue
    const path = join(entry.parentPath, entry.name)
    const found = await stat(path).catch(() => undefined)
    if (found && Date.now() - found.mtimeMs > OLD_MS) await rm(path, { force: true })
  }
}
