import { fdatasync, fsync } from 'node:fs'
import { promisify } from 'node:util'

/** Has the disk take a file while it is being written. */
export interface Flushing {
  /** So much more was written. */
  wrote(bytes: number): void
  /** Comes back when the disk has all of it. */
  finish(): Promise<void>
}

/** A disk that is told at the end only has nothing to do before. */
const BEHIND = 32 * 1024 * 1024

export function startFlushing(fd: number): Flushing {
  let unflushed = 0
  let under: Promise<void> | undefined
  // A system tells of a fault of the disk once, so that it has to be kept for the end.
  const faults: unknown[] = []
  const flush = async () => {
    unflushed = 0
    await promisify(fdatasync)(fd).catch((fault) => faults.push(fault))
    under = undefined
  }
  return {
    wrote: (bytes) => {
      unflushed += bytes
      if (unflushed >= BEHIND) under ??= flush()
    },
    finish: async () => {
      await under
      await promisify(fsync)(fd)
      if (faults.length > 0) throw faults[0]
    },
  }
}
