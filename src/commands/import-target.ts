import {
  closeSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { UserError } from '../errors.ts'

/** A file that is made when all went well, and of which nothing is seen before. */
interface Target {
  /** Readable by its owner only: it holds what is said of people. */
  write(text: string): void
  /** Leaves what was there, unless something was written. */
  discard(): void
}

export interface Targets {
  readonly rejects?: Target
  readonly plan?: Target
}

interface TargetFlags {
  readonly rejects?: string
  readonly plan?: string
}

/** Both or none. */
export function openTargets({ rejects, plan }: TargetFlags, reads: readonly string[]): Targets {
  if (rejects !== undefined && plan !== undefined && resolve(rejects) === resolve(plan)) {
    throw new UserError(`--rejects and --plan name one file, ${plan}: name two.`)
  }
  const first = rejects === undefined ? {} : { rejects: openTarget('--rejects', rejects, reads) }
  try {
    return { ...first, ...(plan !== undefined && { plan: openTarget('--plan', plan, reads) }) }
  } catch (error) {
    first.rejects?.discard()
    throw error
  }
}

/**
 * Makes sure that a file can be written before anything is done. Throws a UserError when it can't, or when it is one
 * of the files that are read.
 */
function openTarget(flag: string, path: string, reads: readonly string[]): Target {
  const real = realPath(flag, path)
  const kept = reads.find((one) => isSameFile(one, real))
  if (kept !== undefined) throw new UserError(`${flag} ${path} is the file ${kept} itself: name another one.`)
  const part = join(dirname(real), `.${process.pid}-${flag.slice(2)}.part`)
  const handle = attempt(flag, path, () => openSync(part, 'wx', 0o600))
  let isOpen = true
  return {
    write: (text) => {
      writeFileSync(handle, text)
      fsyncSync(handle)
      closeSync(handle)
      isOpen = false
      renameSync(part, real)
    },
    discard: () => {
      if (!isOpen) return
      isOpen = false
      closeSync(handle)
      rmSync(part, { force: true })
    },
  }
}

/** Where a link leads; a device or a folder is no place for a file. */
function realPath(flag: string, path: string): string {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found && !found.isFile()) throw new UserError(`${flag} ${path} is no file: name one to be written.`)
  return found
    ? realpathSync(path)
    : join(
        attempt(flag, path, () => realpathSync(dirname(path))),
        basename(path),
      )
}

function attempt<T>(flag: string, path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new UserError(
      `${flag} ${path} can't be written (${code}): check its folder, and who may write there.`,
    )
  }
}

/** By another name, or by a link. */
function isSameFile(path: string, real: string): boolean {
  if (path === '-') return false
  const [one, other] = [path, real].map((name) => statSync(name, { throwIfNoEntry: false }))
  if (one && other) return one.dev === other.dev && one.ino === other.ino
  return false
}
