import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { open, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { beforeEach, expect, test, vi } from 'vitest'
import { temporaryFolder } from '../../../test/support/folder.ts'
import { isThere } from '../../../test/support/programs.ts'
import { fingerprintOf } from '../../media/fingerprint.ts'
import type { WallMoment } from '../../rules/time.ts'
import { withFile } from './byte-source.ts'
import { readZip, type ZipContents } from './read-zip.ts'
import { startZip, type ZipWriter } from './write-zip.ts'

const reading = {
  wantsSums: true,
  wantsText: (name: string) => name.endsWith('.txt'),
  signal: new AbortController().signal,
}
const at = '2025-06-03T10:15:42'
const text = Buffer.from('Gespeeld en geslapen. '.repeat(100))
const film = Buffer.alloc(3 * 1024 * 1024, 'a film')

let path: string
beforeEach(async () => {
  path = join(await temporaryFolder(), 'a.zip')
})

async function write(fill: (zip: ZipWriter) => unknown): Promise<void> {
  const file = await open(path, 'wx')
  try {
    const zip = startZip(file.fd)
    await fill(zip)
    zip.finish()
  } finally {
    await file.close()
  }
}

async function read(): Promise<ZipContents> {
  const contents = await withFile(path, (source) => readZip(source, reading))
  if (contents === undefined || typeof contents === 'string') throw new Error(contents)
  return contents
}

const namesIn = async () => (await read()).entries.map(({ name }) => name)

async function* inPieces(bytes: Buffer, size = 1_000_000) {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
}

const expected = fingerprintOf(film)

test('what is stored, packed and streamed comes back to the bit', async () => {
  await write(async (zip) => {
    zip.store({ name: 'a.jpg', at }, [film.subarray(1000)])
    await zip.deflate({ name: 'b.txt', at }, [text])
    await zip.storeStream({ name: 'c.mp4', at }, expected, inPieces(film))
  })
  const { entries, bytes } = await read()
  expect(entries.map(({ file }) => file?.crc32)).toEqual([
    crc32(film.subarray(1000)),
    crc32(text),
    crc32(film),
  ])
  expect(entries[1]?.text).toBe(text.toString())
  expect(bytes).toBe((await stat(path)).size)
})

test('text is packed', async () => {
  await write((zip) => zip.deflate({ name: 'b.txt', at }, [text]))
  expect((await stat(path)).size).toBeLessThan(300)
})

const failing = async function* () {
  yield film.subarray(0, 1000)
  throw new Error('the disk has a fault')
}

test.each([
  ['ends too early', () => inPieces(film.subarray(1))],
  ['goes on', () => inPieces(Buffer.concat([film, film]))],
  ['is another', () => inPieces(Buffer.alloc(film.length))],
])('a stream that %s leaves the ZIP as it was before', async (_, chunks) => {
  await write(async (zip) => {
    zip.store({ name: 'a.jpg', at }, [text])
    expect(await zip.storeStream({ name: 'c.mp4', at }, expected, chunks())).toBe(false)
    zip.store({ name: 'b.jpg', at }, [text])
  })
  expect(await namesIn()).toEqual(['a.jpg', 'b.jpg'])
  expect((await stat(path)).size).toBeLessThan(3 * text.length)
})

test('a stream that fails is a fault of whoever gives it', async () => {
  await expect(write((zip) => zip.storeStream({ name: 'c.mp4', at }, expected, failing()))).rejects.toThrow(
    'the disk has a fault',
  )
})

test.skipIf(!existsSync('/dev/full'))('a full disk ends the work (needs /dev/full)', async () => {
  const file = await open('/dev/full', 'w')
  expect(() => startZip(file.fd).store({ name: 'a.jpg', at }, [text])).toThrow('ENOSPC')
  await file.close()
})

test('a ZIP without entries is one too', async () => {
  await write(() => {})
  expect(await read()).toMatchObject({ entries: [], bytes: 22 })
})

test('more than 65,535 entries are counted right', async () => {
  const count = 70_000
  await write((zip) => {
    for (let photo = 0; photo < count; photo += 1) zip.store({ name: `${photo}.jpg`, at }, [Buffer.of(1)])
  })
  expect((await read()).entries).toHaveLength(count)
  if (isThere('unzip')) {
    expect(execFileSync('unzip', ['-Z', '-h', path], { encoding: 'utf8' })).toContain(`entries: ${count}`)
  }
})

test.each(['UTC', 'America/New_York'])('an entry carries its time in Amsterdam, also in %s', async (zone) => {
  vi.stubEnv('TZ', zone)
  await write((zip) => zip.store({ name: 'a.jpg', at }, [text]))
  vi.unstubAllEnvs()
  const bytes = await readFile(path)
  const dos = bytes.readUInt32LE(10)
  expect(
    [25, 21, 16, 11, 5].map((low, index) => (dos >>> low) & ([127, 15, 31, 31, 63][index] ?? 0)),
  ).toEqual([45, 6, 3, 10, 15])
  expect(bytes.readUInt32LE(30 + 'a.jpg'.length + 5)).toBe(Date.parse('2025-06-03T08:15:42Z') / 1000)
})

test.each([
  ['1979-12-31T23:59:59', '1980-01-01T00:00:00+01:00'],
  ['2026-03-29T02:30:00', '2026-03-29T03:30:00+02:00'],
  ['2026-10-25T02:30:00', '2026-10-25T02:30:00+02:00'],
  ['2107-01-01T00:00:00', '2038-01-19T00:00:00+01:00'],
] as const)('the moment %s is written as %s', async (moment, written) => {
  await write((zip) => zip.store({ name: 'a.jpg', at: moment as WallMoment }, [text]))
  expect((await readFile(path)).readUInt32LE(40)).toBe(Date.parse(written) / 1000)
})

test('an entry of more than 4 GiB and one behind it are found by other programs', {
  timeout: 300_000,
}, async () => {
  // The content is a hole in the file: what is proven here are the numbers.
  const { localHeader, centralHeader, endOfDirectory, STORED } = await import('./records.ts')
  const { entryTime } = await import('./entry-time.ts')
  const large = {
    name: 'a.mp4',
    time: entryTime(at),
    method: STORED,
    crc32: 0,
    packed: 5e9,
    bytes: 5e9,
    offset: 0,
  }
  const second = { ...large, name: 'b.mp4', packed: 0, bytes: 0, offset: localHeader(large).length + 5e9 }
  const end = second.offset + localHeader(second).length
  const lines = Buffer.concat([large, second].map(centralHeader))
  const file = await open(path, 'wx')
  await file.write(localHeader(large), 0, null, 0)
  await file.write(localHeader(second), 0, null, second.offset)
  await file.write(Buffer.concat([lines, endOfDirectory(2, lines.length, end)]), 0, null, end)
  await file.close()
  const { openPromise } = await import('yauzl')
  const zip = await openPromise(path, { lazyEntries: true })
  const found = []
  for await (const entry of zip.eachEntry())
    found.push([entry.uncompressedSize, entry.relativeOffsetOfLocalHeader])
  expect(found).toEqual([
    [5e9, 0],
    [0, second.offset],
  ])
  if (isThere('python3')) {
    const script =
      'import sys,zipfile;print([(i.file_size,i.header_offset) for i in zipfile.ZipFile(sys.argv[1]).infolist()])'
    expect(execFileSync('python3', ['-c', script, path], { encoding: 'utf8' })).toBe(
      `[(5000000000, 0), (0, ${second.offset})]\n`,
    )
  }
})
