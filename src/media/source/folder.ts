import type { Dirent } from 'node:fs'
import { readdir, realpath } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import { diskFile, reasonOf } from './disk-file.ts'
import { finderOf, inOrder, isOfSystem, nameKey } from './find-by-name.ts'
import type { Source, SourceFile, Unreadable } from './source.ts'

/** A folder with all that is in it and in its folders. Links are named, and lead nowhere. */
export async function openFolder(folder: string): Promise<Source> {
  const files: SourceFile[] = []
  for await (const file of walk(await realpath(folder), '')) files.push(file)
  return { files, find: finderOf(files), close: async () => {} }
}

async function* walk(root: string, beneath: string): AsyncGenerator<SourceFile> {
  const entries = await readdir(join(root, beneath), { withFileTypes: true }).catch(reasonOf)
  if (typeof entries === 'string') {
    yield unreadable(beneath, entries)
    return
  }
  for (const entry of entries.toSorted((one, other) => inOrder(one.name, other.name))) {
    if (isOfSystem(entry.name)) continue
    const name = beneath === '' ? entry.name : `${beneath}/${entry.name}`
    if (entry.isDirectory()) yield* walk(root, name)
    else yield fileOf(root, name, entry)
  }
}

function fileOf(root: string, name: string, entry: Dirent): SourceFile {
  if (entry.isSymbolicLink()) return unreadable(name, 'link')
  return entry.isFile() ? diskFile(name.normalize('NFC'), join(root, name)) : unreadable(name, 'no-file')
}

function unreadable(name: string, why: Unreadable): SourceFile {
  return { name: name.normalize('NFC'), modified: async () => undefined, use: async () => why }
}

/** A folder in which files are looked up by the names that others gave them: those never lead out of it, by no link either. */
export function namedFiles(folder: string): Source {
  return {
    files: [],
    find: async (name) => {
      const path = await pathInside(folder, name)
      return path === undefined ? undefined : diskFile(nameKey(name), path)
    },
    close: async () => {},
  }
}

async function pathInside(folder: string, name: string): Promise<string | undefined> {
  try {
    const root = await realpath(folder)
    const path = await realpath(resolve(root, name))
    return path.startsWith(root.endsWith(sep) ? root : root + sep) ? path : undefined
  } catch {
    return undefined
  }
}
