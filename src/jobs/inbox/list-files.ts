import { lstat, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { storageError } from '../../media/storage-error.ts'
import type { Moment } from '../../rules/index.ts'
import { type FileKind, fileKindOf, placeInOrder } from './file-kind.ts'

export interface InboxFile {
  readonly name: string
  readonly path: string
  /** When it was last written, in milliseconds. */
  readonly writtenAt: number
  /** Undefined: its name tells none. */
  readonly kind: FileKind | undefined
}

export interface Inbox {
  /** In the order in which they go in. */
  readonly files: readonly InboxFile[]
  /** Files that may still be written: they are left for the next time. */
  readonly waiting: number
}

/** What was written so short before or after the moment of the run may be written on. */
const SETTLED_MS = 60_000

/** The CSV files that lie ready in the folder; all else is left alone. Throws a UserError when it can't be read. */
export async function listInbox(
  folder: string,
  profiles: readonly string[],
  { now }: Moment,
): Promise<Inbox> {
  const found: InboxFile[] = []
  for (const name of await csvFilesIn(folder)) {
    const path = join(folder, name)
    const writtenAt = await lastWritten(path)
    if (writtenAt !== undefined) found.push({ name, path, writtenAt, kind: fileKindOf(name, profiles) })
  }
  const files = found.filter(({ writtenAt }) => Math.abs(writtenAt - now.epochMilliseconds) >= SETTLED_MS)
  return { files: files.toSorted(inOrder), waiting: found.length - files.length }
}

/** Undefined when it is gone by now: whoever writes it may give it another name at any time. */
async function lastWritten(path: string): Promise<number | undefined> {
  try {
    return (await lstat(path)).mtimeMs
  } catch {
    return undefined
  }
}

async function csvFilesIn(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile() && /^[^.].*\.csv$/i.test(entry.name))
      .map(({ name }) => name)
  } catch (error) {
    throw storageError(error, `cannot read the inbox ${folder}`)
  }
}

function inOrder(one: InboxFile, other: InboxFile): number {
  const place = ({ kind }: InboxFile) => (kind ? placeInOrder(kind) : -1)
  return place(one) - place(other) || one.writtenAt - other.writtenAt || (one.name < other.name ? -1 : 1)
}

/** Before anything is imported: a file that can't be put away would be imported each hour. */
export async function prepareFolders(folder: string): Promise<void> {
  for (const name of ['done', 'failed']) {
    const path = join(folder, name)
    await mkdir(path, { recursive: true, mode: 0o700 }).catch((error) => {
      throw storageError(error, `cannot make the folder ${path}`)
    })
  }
}
