import { chmod, open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { storageError } from '../../media/storage-error.ts'
import { writeFileWhole } from '../../media/write-file.ts'
import type { Moment } from '../../rules/index.ts'
import type { FileResult } from './import-one.ts'
import { reportText } from './report-text.ts'

/**
 * Moves a file out of the inbox, with its report and rejects beside it, which are there before it is: whoever sees the
 * file sees those. All can be read by their owner only. A file that is gone was put away by another process.
 */
export async function putAway(folder: string, result: FileResult, at: Moment): Promise<void> {
  const target = join(folder, placeOf(result), nameOf(result, at))
  await writePrivate(`${target}.report.txt`, reportText(result, at))
  if (result.rejects) await writePrivate(`${target.replace(/\.csv$/i, '')}.rejects.csv`, result.rejects)
  try {
    await chmod(result.file.path, 0o600)
    await rename(result.file.path, target)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw storageError(error, `cannot move a file of the inbox to ${target}`)
  }
}

/** The folder in the inbox into which a file goes. */
export function placeOf({ outcome }: Pick<FileResult, 'outcome'>): 'done' | 'failed' {
  return outcome === 'done' || outcome === 'partial' ? 'done' : 'failed'
}

/** By when it was imported and what is in it: two files of one name never take each other's place. */
function nameOf({ file, content }: FileResult, { wall }: Moment): string {
  const stamp = wall.slice(0, 16).replace('T', '-').replace(':', '')
  return `${stamp}-${content.slice(0, 8)}-${file.name}`
}

function writePrivate(target: string, text: string): Promise<void> {
  return writeFileWhole(target, async (part) => {
    const handle = await open(part, 'wx', 0o600)
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
  })
}
