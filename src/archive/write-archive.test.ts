import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  appendFile,
  mkdir,
  open,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { beforeEach, expect, test } from 'vitest'
import { openPromise } from 'yauzl'
import { temporaryFolder } from '../../test/support/folder.ts'
import { isThere, ZIP_JUDGES } from '../../test/support/programs.ts'
import { type FileStore, openFileStore } from '../media/file-store.ts'
import type { Album, AlbumPhoto } from './album.ts'
import { verifyArchive } from './verify-archive.ts'
import { writeArchive } from './write-archive.ts'

const camera = await readFile(new URL('../media/samples/camera.jpg', import.meta.url))
const other = await readFile(new URL('../media/samples/progressive.jpg', import.meta.url))
const largeVideo = Buffer.alloc(9 * 1024 * 1024, 'a video of more than eight MiB')

let folder: string
let target: string
let store: FileStore
let photos: readonly AlbumPhoto[]
beforeEach(async () => {
  folder = await temporaryFolder()
  target = join(folder, 'out', '1042.zip')
  await mkdir(join(folder, 'out'))
  store = openFileStore(join(folder, 'media'))
  photos = [
    {
      ...(await store.put(camera)),
      type: 'image/jpeg',
      takenAt: '2025-06-03T10:15:42',
      group: 'Bébés',
      caption: 'Zand',
    },
    { ...(await store.put(other)), type: 'image/jpeg', takenAt: '2025-06-03T10:15:50', group: 'bébés' },
    {
      ...(await store.put(largeVideo)),
      type: 'video/mp4',
      takenAt: '2025-12-24T16:00:00',
      group: 'Vlinders',
    },
  ]
})

function album(changes: Partial<Album> = {}): Album {
  return {
    organisation: 'De Lange Keizer',
    child: { id: '1042', name: 'Noor' },
    language: 'nl',
    period: { from: '2025-01-06', until: '2026-02-27' },
    photos,
    diary: [
      {
        writtenAt: '2025-06-03T16:30:00',
        author: 'Sofie',
        text: 'Gespeeld 🏖️\nen geslapen.',
        photos: [photos[0]?.sha256 ?? ''],
      },
    ],
    leftOut: [{ reason: 'consent-missing', count: 3 }],
    ...changes,
  }
}

const write = (changes: Partial<Album> = {}, from = store) => writeArchive(album(changes), from, target)
const pathOf = (sha256 = '') => join(folder, 'media', sha256.slice(0, 2), sha256.slice(2))
const left = () => readdir(join(folder, 'out'))

async function contentsOf(file: string): Promise<Map<string, Buffer>> {
  const zip = await openPromise(file, { lazyEntries: true })
  const contents = new Map<string, Buffer>()
  for await (const entry of zip.eachEntry()) {
    contents.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)))
  }
  return contents
}

async function manifestOf(file: string) {
  return JSON.parse((await contentsOf(file)).get('manifest.json')?.toString() ?? '')
}

test('photos, videos, diary, album, readme and manifest are in the ZIP, the pictures to the bit', async () => {
  const report = await write()
  const contents = await contentsOf(target)
  expect([...contents.keys()]).toEqual([
    'fotos/2025/2025-06-03_10.15_Bebes.jpg',
    'fotos/2025/2025-06-03_10.15_bebes_2.jpg',
    'fotos/2025/2025-12-24_16.00_Vlinders.mp4',
    'album/klein/2025/2025-06-03_10.15_Bebes.jpg',
    'album/klein/2025/2025-06-03_10.15_bebes_2.jpg',
    'index.html',
    'album/2025-06.html',
    'album/2025-12.html',
    'album/opmaak.css',
    'lees-mij.txt',
    'gegevens/schrift.json',
    'gegevens/fotos.json',
    'gegevens/schema.json',
    'schrift.pdf',
    'manifest.json',
    'SHA256SUMS',
  ])
  for (const [at, file] of [camera, other, largeVideo].entries()) {
    const picture = file.subarray(-200)
    expect([...contents.values()][at]?.subarray(-200).equals(picture)).toBe(true)
  }
  expect(report).toMatchObject({ file: target, entries: 16, lost: [] })
})

test('the report tells size and SHA-256 of the ZIP', async () => {
  const report = await write()
  const bytes = await readFile(target)
  expect(report.bytes).toBe(bytes.length)
  expect(report.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
})

test('the manifest names the child by number, counts everything and lists every other entry', async () => {
  await write()
  const { entries, ...manifest } = await manifestOf(target)
  const first = (await contentsOf(target)).get(entries[0].name) ?? Buffer.alloc(0)
  expect(manifest).toEqual({
    format: 'ouderportaal-departure/2',
    child: '1042',
    newest: '2025-12-24T16:00:00',
    period: { from: '2025-01-06', until: '2026-02-27' },
    counts: { photos: 2, videos: 1, diaryEntries: 1 },
    leftOut: { 'consent-missing': 3, untagged: 0, 'missing-file': 0, 'damaged-file': 0 },
  })
  expect(entries).toHaveLength(14)
  expect(entries[0]).toEqual({
    name: 'fotos/2025/2025-06-03_10.15_Bebes.jpg',
    bytes: first.length,
    sha256: createHash('sha256').update(first).digest('hex'),
    original: photos[0]?.sha256,
    type: 'image/jpeg',
    takenAt: '2025-06-03T10:15:42',
  })
})

test('only its owner may read the ZIP and no part of the work is left', async () => {
  await write()
  expect((await stat(target)).mode & 0o777).toBe(0o600)
  expect(await left()).toEqual(['1042.zip'])
})

test('the same album gives the same bytes', async () => {
  const first = await write()
  const second = await write({ photos: photos.toReversed() })
  expect(second.sha256).toBe(first.sha256)
})

test('an album with nothing in it is a ZIP too', async () => {
  expect(await write({ photos: [], diary: [], leftOut: [] })).toMatchObject({ entries: 8 })
})

const link = async (path: string) => {
  await rm(path)
  await symlink('/etc/passwd', path)
}

test.each([
  ['is gone', 'missing-file', (path: string) => rm(path)],
  ['is cut off', 'damaged-file', (path: string) => truncate(path, 10)],
  ['is another', 'damaged-file', (path: string) => writeFile(path, other)],
  ['is longer', 'damaged-file', (path: string) => appendFile(path, 'x')],
  ['became a link to a file elsewhere', 'damaged-file', link],
] as const)('a file that %s is left out, counted as %s and told', async (_, reason, spoil) => {
  const [sha256] = photos.map((photo) => photo.sha256)
  await spoil(pathOf(sha256))
  const report = await write()
  expect(report).toMatchObject({ entries: 14, leftOut: { 'consent-missing': 3, [reason]: 1 } })
  expect(report.lost).toEqual([{ sha256, reason, why: expect.any(String) }])
  const manifest = await manifestOf(target)
  expect(manifest.counts.photos + manifest.counts.videos + manifest.leftOut[reason]).toBe(photos.length)
  expect((await contentsOf(target)).get('album/2025-06.html')?.toString()).toContain(
    'een foto die niet is meegegeven',
  )
})

test('a file of which the database knows another size is damaged', async () => {
  const report = await write({ photos: photos.map((photo) => ({ ...photo, bytes: photo.bytes + 1 })) })
  expect(report.leftOut['damaged-file']).toBe(3)
})

/** The store, with something happening to the file right after it was opened. */
function storeThen(happens: (path: string) => Promise<void>): FileStore {
  return {
    ...store,
    openUnchecked: async (sha256, room) => {
      const opened = await store.openUnchecked(sha256, room)
      await happens(pathOf(sha256))
      return opened
    },
  }
}

test('files that vanish between the look and the reading are in the ZIP all the same', async () => {
  const report = await write(
    {},
    storeThen((path) => rm(path)),
  )
  expect(report).toMatchObject({ entries: 14, lost: [] })
})

test('a large file that is cut off while it is read is taken out again, counted and told', async () => {
  const cut = (path: string) => truncate(path, 100)
  const report = await write({}, storeThen(cut))
  expect(report).toMatchObject({ entries: 12, leftOut: { 'damaged-file': 1 } })
  expect([...(await contentsOf(target)).keys()].filter((name) => name.endsWith('.mp4'))).toEqual([])
})

test('a damaged file that fits its size and CRC is found by its SHA-256, and left out', async () => {
  const [, spoiled] = photos
  const others = photos.map((photo) => (photo === spoiled ? { ...photo, sha256: '0'.repeat(64) } : photo))
  const from: FileStore = {
    ...store,
    openUnchecked: (sha256, room) =>
      store.openUnchecked(/^0+$/.test(sha256) ? (spoiled?.sha256 ?? '') : sha256, room),
  }
  const report = await write({ photos: others }, from)
  expect(report).toMatchObject({ entries: 14, leftOut: { 'damaged-file': 1 } })
  expect(report.lost).toEqual([
    { sha256: '0'.repeat(64), reason: 'damaged-file', why: 'does not fit its SHA-256, size or CRC' },
  ])
  expect((await verifyArchive(target)).problems).toEqual([])
})

test('a disk that keeps something else than was written gets no ZIP, and nothing stays', async () => {
  const spoiling: FileStore = {
    ...store,
    openUnchecked: async (sha256, room) => {
      const [part] = await left()
      const file = await open(join(folder, 'out', part ?? ''), 'r+')
      if ((await file.stat()).size > 0) await file.write('X', 100)
      await file.close()
      return store.openUnchecked(sha256, room)
    },
  }
  await expect(write({}, spoiling)).rejects.toThrow(
    /does not read back as it was written \(entry-broken fotos\/2025\/2025-06-03_10.15_Bebes.jpg\)/,
  )
  expect(await left()).toEqual([])
})

test('a signal ends the work at once, and nothing stays', async () => {
  const stop = new AbortController()
  const stopping = storeThen(async () => stop.abort())
  await expect(writeArchive(album(), stopping, target, { signal: stop.signal })).rejects.toThrow('aborted')
  expect(await left()).toEqual([])
})

test('a signal given before leaves what was there', async () => {
  await writeFile(target, 'the export of before')
  const signal = AbortSignal.abort()
  await expect(writeArchive(album(), store, target, { signal })).rejects.toThrow('aborted')
  expect(await readFile(target, 'utf8')).toBe('the export of before')
})

test('two writers of one ZIP at once do not harm each other', async () => {
  let meanwhile: Promise<unknown> | undefined
  const twice = storeThen(async () => {
    meanwhile ??= write()
    await meanwhile
  })
  await write({}, twice)
  expect(await verifyArchive(target)).toMatchObject({ entries: 16, problems: [] })
  expect(await left()).toEqual(['1042.zip'])
})

test('a folder that is not there is told in one sentence', async () => {
  const nowhere = join(folder, 'nowhere', '1042.zip')
  const writing = writeArchive(album(), store, nowhere)
  await expect(writing).rejects.toThrow(
    `cannot write ${nowhere}: there is no such folder; make it first (ENOENT)`,
  )
})

test('a folder in the place of the ZIP is told in one sentence, and nothing stays', async () => {
  await mkdir(target)
  await expect(write()).rejects.toThrow('there is a folder with that name')
  expect(await left()).toEqual(['1042.zip'])
})

for (const [judge, program, args] of ZIP_JUDGES) {
  test.skipIf(!isThere(program))(`${judge} finds the ZIP whole (needs ${program})`, async () => {
    await write()
    expect(() =>
      execFileSync(program, [...args, target], { stdio: ['ignore', 'ignore', 'pipe'] }),
    ).not.toThrow()
  })
}

test('a ZIP proves itself', async () => {
  await write()
  expect(await verifyArchive(target)).toMatchObject({ entries: 16, problems: [] })
})

test('a byte that changed in an entry is found', async () => {
  await write()
  const file = await open(target, 'r+')
  await file.write('X', 200)
  await file.close()
  const { problems } = await verifyArchive(target)
  expect(problems).toEqual([{ code: 'entry-broken', name: 'fotos/2025/2025-06-03_10.15_Bebes.jpg' }])
})
