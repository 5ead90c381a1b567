import { chmod, open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { UserError } from '../../errors.ts'
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
  try {
    await writePrivate(`${target}.report.txt`, reportText(result, at))
    if (result.rejects) await writePrivate(`${target.replace(/\.csv$/i, '')}.rejects.csv`, result.rejects)
    await move(result.file.path, target)
  } catch (error) {
    throw withoutName(error, result)
  }
}

async function move(path: string, target: string): Promise<void> {
  try {
    await chmod(path, 0o600).catch(orOfAnother)
    await rename(path, target)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw storageError(error, `cannot move a file of the inbox to ${target}`)
  }
}

/** The file of another user can be moved and not changed; the folder that it goes to is closed to others. */
function orOfAnother(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error
}

/** What is told of an error goes to logs, and a name may be that of a child. */
function withoutName(error: unknown, { file }: FileResult): unknown {
  if (!(error instanceof UserError)) return error
  return new UserError(error.message.replaceAll(file.name, '...'), error.exitCode)
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
