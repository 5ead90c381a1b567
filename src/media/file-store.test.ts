import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  appendFile,
  mkdir,
  readdir,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { crc32 } from 'node:zlib'
import { beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../../test/support/folder.ts'
import { type MediaStore, openFileStore } from './file-store.ts'

const photo = Buffer.from('a photo, to the store just bytes')
const video = Buffer.alloc(9 * 1024 * 1024, 'video')

let root: string
let store: MediaStore
beforeEach(async () => {
  root = join(await temporaryFolder(), 'media')
  store = openFileStore(root)
})

const sha256Of = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const pathOf = (sha256: string) => join(root, sha256.slice(0, 2), sha256.slice(2))

async function contentOf(sha256: string): Promise<Buffer> {
  const opened = await store.open(sha256)
  if (opened.state !== 'whole') throw new Error(opened.why)
  return opened.content instanceof Readable ? buffer(opened.content) : opened.content
}

test('bytes that are put get a fingerprint and come back', async () => {
  const file = await store.put(photo)
  expect(file).toEqual({ sha256: sha256Of(photo), crc32: crc32(photo), bytes: photo.length })
  expect(await contentOf(file.sha256)).toEqual(photo)
})

test('an empty file comes back', async () => {
  const file = await store.put(Buffer.alloc(0))
  expect(await contentOf(file.sha256)).toHaveLength(0)
})

test('a large file comes back as a stream', async () => {
  const opened = await store.open((await store.put(video)).sha256)
  if (opened.state !== 'whole' || !(opened.content instanceof Readable)) throw new Error('not a stream')
  expect((await buffer(opened.content)).equals(video)).toBe(true)
})

test('only its owner may read a file, and nothing else is left in its folder', async () => {
  const { sha256 } = await store.put(photo)
  expect((await stat(pathOf(sha256))).mode & 0o777).toBe(0o600)
  expect(await readdir(join(root, sha256.slice(0, 2)))).toEqual([sha256.slice(2)])
})

test('the same bytes again write nothing', async () => {
  const { sha256 } = await store.put(photo)
  const before = await stat(pathOf(sha256))
  await store.put(photo)
  expect((await stat(pathOf(sha256))).ino).toBe(before.ino)
})

test('the same bytes put at the same time are one whole file', async () => {
  const files = await Promise.all(Array.from({ length: 8 }, () => store.put(photo)))
  expect(new Set(files.map(({ sha256 }) => sha256)).size).toBe(1)
  expect(await readdir(join(root, sha256Of(photo).slice(0, 2)))).toHaveLength(1)
})

test('putting the bytes of a damaged file mends it', async () => {
  const { sha256 } = await store.put(photo)
  await truncate(pathOf(sha256), 3)
  await store.put(photo)
  expect(await contentOf(sha256)).toEqual(photo)
})

test.each([
  ['that was never put', sha256Of(Buffer.from('other'))],
  ['whose name leads elsewhere', '../../../../etc/passwd'],
  ['whose name has capitals', sha256Of(photo).toUpperCase()],
])('a file %s is missing', async (_, name) => {
  await store.put(photo)
  expect(await store.open(name)).toHaveProperty('state', 'missing')
})

test.each([
  ['shorter', (path: string) => truncate(path, 5)],
  ['longer', (path: string) => appendFile(path, 'x')],
  ['another of the same size', (path: string) => writeFile(path, Buffer.alloc(photo.length))],
])('a file that has become %s is damaged', async (_, spoil) => {
  const { sha256 } = await store.put(photo)
  await spoil(pathOf(sha256))
  expect(await store.open(sha256)).toEqual({ state: 'damaged', why: 'does not fit its SHA-256' })
})

test('a large file that has changed is damaged before any of it is handed out', async () => {
  const { sha256 } = await store.put(video)
  await writeFile(pathOf(sha256), Buffer.alloc(video.length, 'other'))
  expect(await store.open(sha256)).toHaveProperty('state', 'damaged')
})

test('a large file that loses its name after it was opened is still read whole', async () => {
  const { sha256 } = await store.put(video)
  const opened = await store.open(sha256)
  await rm(pathOf(sha256))
  if (opened.state !== 'whole') throw new Error(opened.why)
  expect((await buffer(opened.content as Readable)).equals(video)).toBe(true)
})

test('a link in the place of a file is not followed, even to the right bytes', async () => {
  const { sha256 } = await store.put(photo)
  await rename(pathOf(sha256), join(root, 'elsewhere'))
  await symlink(join(root, 'elsewhere'), pathOf(sha256))
  expect(await store.open(sha256)).toEqual({ state: 'damaged', why: 'not a regular file' })
})

test('a folder that leads out of the store is refused for reading and writing', async () => {
  const outside = await temporaryFolder()
  const { sha256 } = await openFileStore(outside).put(photo)
  await mkdir(root)
  await symlink(join(outside, sha256.slice(0, 2)), join(root, sha256.slice(0, 2)))
  await expect(store.open(sha256)).rejects.toThrow('leads out of the file store')
  await expect(store.put(photo)).rejects.toThrow('leads out of the file store')
})

test('a folder in the place of a file is damaged', async () => {
  await mkdir(pathOf(sha256Of(photo)), { recursive: true })
  expect(await store.open(sha256Of(photo))).toEqual({ state: 'damaged', why: 'not a regular file' })
})

test.skipIf(process.platform === 'win32')(
  'a pipe in the place of a file is damaged, and nobody waits',
  async () => {
    const { sha256 } = await store.put(photo)
    await rm(pathOf(sha256))
    execFileSync('mkfifo', [pathOf(sha256)])
    expect(await store.open(sha256)).toEqual({ state: 'damaged', why: 'not a regular file' })
  },
)

test('what a killed writer left is removed after a day, and nothing else is', async () => {
  const { sha256 } = await store.put(photo)
  const old = `${pathOf(sha256)}.0f8fad5b-d9cb-469f-a165-70867728950e.part`
  const fresh = `${pathOf(sha256)}.7c9e6679-7425-40de-944b-e07fc1f90ae7.part`
  for (const path of [old, fresh]) await writeFile(path, 'half of it')
  await utimes(old, 0, 0)
  await utimes(pathOf(sha256), 0, 0)
  await store.tidy()
  expect(await readdir(join(root, sha256.slice(0, 2)))).toEqual([sha256.slice(2), basename(fresh)])
})

test('a store that is not there is a fault, not a store without files', async () => {
  await expect(store.open(sha256Of(photo))).rejects.toThrow('cannot read the file store')
})

test('a store that cannot be made is told in one sentence', async () => {
  await writeFile(root, 'a file')
  await expect(store.put(photo)).rejects.toThrow(/^cannot make the folder .+: there is no such folder/)
})
