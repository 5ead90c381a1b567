import { existsSync, mkdirSync, realpathSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { UserError } from '../errors.ts'

/** True when an embedded database was made in this folder before. */
export function holdsDatabase(folder: string): boolean {
  return existsSync(join(folder, 'PG_VERSION'))
}

/** Throws a UserError when no embedded database was made here: in the wrong folder a command must not find an empty one. */
export function requireDatabase(folder: string): void {
  if (holdsDatabase(folder)) return
  throw new UserError(
    `There is no database in ${folder} yet: name your settings with --config, or import the first file to make one.`,
  )
}

/** Makes the folder when it isn't there. Returns its one true path, so that two names of it have one lock. */
export function prepareFolder(folder: string): string {
  return orRefuse(folder, () => {
    makeFolder(folder)
    return realpathSync(folder)
  })
}

/** Runs what needs the folder; where the system refuses, that is a UserError. */
export function orRefuse<T>(folder: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (error instanceof UserError || code === undefined) throw error
    throw new UserError(
      `The database folder ${folder} can't be used (${code}): check that it is a folder in which you may write, or give another one as pglite:FOLDER.`,
    )
  }
}

/** One at a time: Node's recursive mkdir never returns where the system lets nobody make a folder, as in /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) {
    if (!statSync(path).isDirectory()) throw Object.assign(new Error('no folder'), { code: 'ENOTDIR' })
    return
  }
  makeFolder(dirname(path))
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
