import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ZipArchive } from 'archiver'
import { temporaryFolder } from './folder.ts'

interface ZipEntry {
  readonly name: string
  readonly content: Buffer
  readonly stored?: boolean
}

/** A ZIP with these files. */
export async function zipOf(entries: readonly ZipEntry[]): Promise<string> {
  const path = join(await temporaryFolder(), 'fotos.zip')
  const archive = new ZipArchive()
  for (const { name, content, stored = false } of entries) archive.append(content, { name, store: stored })
  const written = pipeline(archive, createWriteStream(path))
  await archive.finalize()
  await written
  return path
}
