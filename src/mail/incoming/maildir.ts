import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { LARGEST_MESSAGE, type RawMessage } from './raw-message.ts'

/** A mail program moves what it has seen from `new` to `cur` and renames it there, also while we read: hence twice. */
const PARTS = ['new', 'cur', 'cur'] as const

/** The messages of a Maildir, one at a time, each once whatever its marks are. */
export async function* readMaildir(folder: string): AsyncGenerator<RawMessage> {
  const read = new Set<string>()
  for (const part of PARTS) {
    for (const file of (await readdir(join(folder, part))).toSorted()) {
      const name = nameOf(file)
      if (file.startsWith('.') || read.has(name)) continue
      const message = await readFileOf(join(folder, part, file), name)
      if (!message) continue
      read.add(name)
      yield message
    }
  }
}

/** What comes after the colon are marks: seen, answered and so on. */
function nameOf(file: string): string {
  return file.replace(/:2,.*$/, '')
}

/** Undefined when it is no message, or was moved since the folder was listed. */
async function readFileOf(path: string, name: string): Promise<RawMessage | undefined> {
  try {
    const about = await stat(path)
    if (!about.isFile()) return undefined
    return { name, bytes: about.size > LARGEST_MESSAGE ? undefined : await readFile(path) }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
