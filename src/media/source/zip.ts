import { fstatSync, openSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { crc32 } from 'node:zlib'
import { Temporal } from 'temporal-polyfill'
import { type Entry, fromRandomAccessReaderPromise, type ZipFile } from 'yauzl'
import { UserError } from '../../errors.ts'
import { contentOfStream, type Reread } from '../content.ts'
import { DamagedMedia } from '../damage.ts'
import { inAmsterdam, wallAt } from '../wall.ts'
import { finderOf, inOrder, isOfSystem } from './find-by-name.ts'
import type { Source, SourceFile } from './source.ts'
import { zipFault } from './zip-fault.ts'
import { ZipReader } from './zip-reader.ts'

/** A ZIP, of which nothing is ever unpacked to a disk. Throws a UserError when it is no ZIP, or one that was made to do harm. */
export async function openZip(path: string): Promise<Source> {
  const { zip, size } = await openAt(path).catch((error) => {
    throw refused(path, error)
  })
  try {
    const entries = await entriesOf(zip, path)
    requireHarmless(entries, size, path)
    const files = entries
      .filter(({ fileName }) => !fileName.endsWith('/') && !fileName.split('/').some(isOfSystem))
      .map((entry) => zipFile(zip, entry))
      .toSorted((one, other) => inOrder(one.name, other.name))
    return { files, find: finderOf(files), close: async () => zip.close() }
  } catch (error) {
    zip.close()
    throw error
  }
}

async function openAt(path: string): Promise<{ readonly zip: ZipFile; readonly size: number }> {
  const fd = openSync(path, 'r')
  const { size } = fstatSync(fd)
  const reader = new ZipReader(fd)
  try {
    return { zip: await fromRandomAccessReaderPromise(reader, size, { autoClose: false }), size }
  } catch (error) {
    await promisify(reader.close.bind(reader))()
    throw error
  }
}

const MOST_ENTRIES = 500_000

async function entriesOf(zip: ZipFile, path: string): Promise<readonly Entry[]> {
  if (zip.entryCount > MOST_ENTRIES) throw refused(path, `it holds more than ${MOST_ENTRIES} files`)
  const entries: Entry[] = []
  try {
    for await (const entry of zip.eachEntry()) entries.push(entry)
  } catch (error) {
    throw refused(path, error)
  }
  return entries
}

function refused(path: string, why: unknown): UserError {
  const reason = why instanceof Error ? zipFault(why) : String(why)
  return new UserError(`${path} is refused, nothing of it was read: ${reason}; make the ZIP again.`)
}

/** Photos and films hardly get smaller in a ZIP. */
const MOST_SHRUNK = 20
const SMALL = 256 * 1024 * 1024

/** The sizes that a ZIP tells are true: an entry that turns out larger is damaged. */
function requireHarmless(entries: readonly Entry[], bytes: number, path: string): void {
  const packed = entries.reduce((sum, entry) => sum + entry.compressedSize, 0)
  const unpacked = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  if (packed > bytes) throw refused(path, 'its files lie over one another, as no program writes them')
  if (unpacked > SMALL && unpacked > MOST_SHRUNK * bytes) {
    throw refused(
      path,
      `unpacked it would be ${Math.round(unpacked / bytes)} times as large, which no photos are`,
    )
  }
}

function zipFile(zip: ZipFile, entry: Entry): SourceFile {
  return {
    name: entry.fileName.normalize('NFC'),
    modified: async () => modifiedOf(entry),
    use: async (work) => {
      if (isLink(entry)) return 'link'
      if (entry.isEncrypted()) return 'encrypted-file'
      return work(contentOfStream(chunksOf(zip, entry), entry.uncompressedSize))
    },
  }
}

/** What a Unix keeps of a file stands in the upper half. */
function isLink({ externalFileAttributes }: Entry): boolean {
  return ((externalFileAttributes >>> 16) & 0o170000) === 0o120000
}

/** Whatever fails in it is damage to this one file. */
function chunksOf(zip: ZipFile, entry: Entry): Reread {
  return async function* () {
    let stream: Readable | undefined
    let [sum, at] = [0, 0]
    try {
      stream = await zip.openReadStreamPromise(entry)
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        sum = crc32(chunk, sum)
        at += chunk.length
        yield chunk
      }
    } catch (error) {
      throw new DamagedMedia(at, error instanceof Error ? error.message : 'cannot be unpacked')
    } finally {
      stream?.destroy()
    }
    if (sum !== entry.crc32) throw new DamagedMedia(at, 'does not fit its checksum in the ZIP')
  }
}

const UNIX_TIME = 0x5455

/** A moment where there is one; else what a clock said, which is taken for the one here. */
function modifiedOf(entry: Entry) {
  const hasMoment = entry.extraFields.some(({ id }) => id === UNIX_TIME)
  const instant = Temporal.Instant.fromEpochMilliseconds(
    entry.getLastModDate({ forceDosFormat: !hasMoment, timezone: 'UTC' }).getTime(),
  )
  return hasMoment ? inAmsterdam(instant) : wallAt(instant.toString().slice(0, 19))
}
