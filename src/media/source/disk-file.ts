import { constants } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { Temporal } from 'temporal-polyfill'
import { contentOfFile } from '../content.ts'
import { changedWhileRead } from '../stored-check.ts'
import { inAmsterdam } from '../wall.ts'
import type { SourceFile, Unreadable } from './source.ts'

/** A link is not followed, and a pipe does not make us wait for a writer. */
const READ_ONLY = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK

/** A file of this machine. */
export function diskFile(name: string, path: string): SourceFile {
  return {
    name,
    modified: async () => {
      const found = await stat(path).catch(() => undefined)
      return found && inAmsterdam(Temporal.Instant.fromEpochMilliseconds(Math.floor(found.mtimeMs)))
    },
    use: async (work) => {
      const handle = await open(path, READ_ONLY).catch(reasonOf)
      if (typeof handle === 'string') return handle
      try {
        const before = await handle.stat()
        if (!before.isFile()) return 'no-file'
        const result = await work(contentOfFile(handle, before.size))
        const after = await handle.stat()
        if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) throw changedWhileRead()
        return result
      } catch (error) {
        return reasonOf(error)
      } finally {
        await handle.close()
      }
    },
  }
}

const REASONS: Readonly<Record<string, Unreadable>> = {
  ENOENT: 'missing-file',
  ELOOP: 'link',
  ENOTDIR: 'missing-file',
  ENXIO: 'no-file',
  EISDIR: 'no-file',
  EACCES: 'unreadable-file',
  EPERM: 'unreadable-file',
  EIO: 'unreadable-file',
}

/** What is wrong with one file is no reason to stop. */
export function reasonOf(error: unknown): Unreadable {
  const { code, syscall } = error as NodeJS.ErrnoException
  const reason = syscall === undefined ? undefined : REASONS[code ?? '']
  if (reason === undefined) throw error
  return reason
}
