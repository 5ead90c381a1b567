import { once } from 'node:events'
import { createWriteStream, existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough, Readable, Writable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { ZipArchive } from 'archiver'
import { expect, test, vi } from 'vitest'
import { temporaryFolder } from '../../test/support/folder.ts'
import { type AddEntry, writeZip, type ZipEntry } from './write-zip.ts'

const never = new AbortController().signal
const MiB = 1024 * 1024

function entry(name: string, content: Buffer | Readable): ZipEntry {
  return { name, content, at: '2025-06-03T10:15:42', method: 'store' }
}

/** A file that can be read for a while and then not any more. */
function failingSource(): Readable {
  return Readable.from(
    (async function* () {
      yield Buffer.alloc(MiB)
      throw new Error('the disk has a fault')
    })(),
  )
}

const toFile = async () => createWriteStream(join(await temporaryFolder(), 'a.zip'))
const feedOf = (source: Readable) => (add: AddEntry) => add(entry('a.mp4', source))

test('a source that fails ends the work with its error', async () => {
  await expect(writeZip(await toFile(), feedOf(failingSource()), never)).rejects.toThrow(
    'the disk has a fault',
  )
})

test('a source that fails leaves the sources after it unread', async () => {
  const next = Readable.from([Buffer.alloc(1)])
  const feed = async (add: AddEntry) => {
    await add(entry('a.mp4', failingSource()))
    await add(entry('b.mp4', next))
  }
  await expect(writeZip(await toFile(), feed, never)).rejects.toThrow('the disk has a fault')
  expect(next.readableDidRead).toBe(false)
})

test('a feed that fails ends the work with its error', async () => {
  const feed = () => Promise.reject(new Error('no such album'))
  await expect(writeZip(await toFile(), feed, never)).rejects.toThrow('no such album')
})

test('a source that never ends, ends with the signal and is closed', async () => {
  const stop = new AbortController()
  const source = new PassThrough()
  source.write('the beginning')
  source.once('resume', () => stop.abort())
  await expect(writeZip(await toFile(), feedOf(source), stop.signal)).rejects.toThrow('aborted')
  expect(source.destroyed).toBe(true)
})

test.skipIf(!existsSync('/dev/full'))('a full disk ends the work (needs /dev/full)', async () => {
  const feed = async (add: AddEntry) => {
    for (let photo = 0; photo < 20; photo++) await add(entry(`${photo}.jpg`, Buffer.alloc(MiB)))
  }
  await expect(writeZip(createWriteStream('/dev/full'), feed, never)).rejects.toThrow('ENOSPC')
})

test('archiver warns of a missing file and goes on by itself; here a warning ends the work', async () => {
  const archive = new ZipArchive()
  archive.file('/no/such/photo.jpg')
  const [warning] = await once(archive, 'warning')
  expect(warning).toHaveProperty('code', 'ENOENT')
  const feed = async (add: AddEntry) => add(entry('', Buffer.from('without a name')))
  await expect(writeZip(await toFile(), feed, never)).rejects.toThrow('name')
})

test('entries do not pile up in memory when the disk takes nothing', async () => {
  const out = new Writable({ highWaterMark: 1, write: () => {} })
  const stop = new AbortController()
  let added = 0
  const writing = writeZip(
    out,
    async (add) => {
      for (; added < 100; added++) await add(entry(`${added}.jpg`, Buffer.alloc(MiB)))
    },
    stop.signal,
  )
  for (let turn = 0; turn < 2000; turn++) await setImmediate()
  stop.abort()
  await expect(writing).rejects.toThrow('aborted')
  expect(added).toBeLessThan(12)
})

test('a thousand entries add no listener to the archive', async () => {
  const warnings: Error[] = []
  const note = (warning: Error) => warnings.push(warning)
  process.on('warning', note)
  await writeZip(
    await toFile(),
    async (add) => {
      for (let photo = 0; photo < 1000; photo++)
        await add(entry(`${photo}.jpg`, Readable.from([Buffer.from('x')])))
    },
    never,
  )
  process.off('warning', note)
  expect(warnings).toEqual([])
})

test.each(['UTC', 'America/New_York'])(
  'an entry carries the wall-clock time that was given, also in %s',
  async (zone) => {
    vi.stubEnv('TZ', zone)
    const file = join(await temporaryFolder(), 'a.zip')
    await writeZip(createWriteStream(file), (add) => add(entry('a.jpg', Buffer.from('x'))), never)
    vi.unstubAllEnvs()
    const dos = (await readFile(file)).readUInt32LE(10)
    expect([
      (dos >> 25) + 1980,
      (dos >> 21) & 15,
      (dos >> 16) & 31,
      (dos >> 11) & 31,
      (dos >> 5) & 63,
    ]).toEqual([2025, 6, 3, 10, 15])
  },
)
