import { buffer } from 'node:stream/consumers'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { fingerprint, type StoredFile } from '../media/fingerprint.ts'
import { MANIFEST_NAME } from './manifest.ts'

/** An entry as it was read back; without `file` its content is not whole or does not fit the CRC in the ZIP. */
export interface ReadEntry {
  readonly name: string
  readonly file?: StoredFile
}

export interface ZipContents {
  readonly entries: readonly ReadEntry[]
  readonly manifestText?: string
}

/** More than any manifest of ours; a forged one must not fill the memory. */
const LARGEST_MANIFEST = 64 * 1024 * 1024

/** Reads every entry to its end. Throws when the file is no ZIP. */
export async function readZip(path: string): Promise<ZipContents> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false })
  const entries: ReadEntry[] = []
  let manifestText: string | undefined
  try {
    for await (const entry of zip.eachEntry()) {
      const file = await readEntry(zip, entry)
      entries.push({ name: entry.fileName, ...(file && { file }) })
      if (file && entry.fileName === MANIFEST_NAME) manifestText = await readText(zip, entry)
    }
  } finally {
    zip.close()
  }
  return { entries, ...(manifestText !== undefined && { manifestText }) }
}

async function readEntry(zip: ZipFile, entry: Entry): Promise<StoredFile | undefined> {
  try {
    const file = await fingerprint(await zip.openReadStreamPromise(entry))
    return file.crc32 === entry.crc32 ? file : undefined
  } catch {
    return undefined
  }
}

async function readText(zip: ZipFile, entry: Entry): Promise<string> {
  if (entry.uncompressedSize > LARGEST_MANIFEST) return ''
  return (await buffer(await zip.openReadStreamPromise(entry))).toString('utf8')
}
