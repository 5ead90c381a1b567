import { createHash } from 'node:crypto'
import { readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { crc32 } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../test/support/folder.ts'
import { type S3Server, startS3 } from '../../test/support/s3.ts'
import { type MediaStore, openMediaStore } from './file-store.ts'
import { fingerprint } from './fingerprint.ts'
import { s3Address } from './s3/address.ts'

let s3: S3Server
beforeAll(async () => {
  s3 = await startS3()
  Object.assign(process.env, s3.env)
})
afterAll(() => s3.stop())

interface Made {
  readonly store: MediaStore
  /** Where the bytes of a file lie. */
  pathOf(sha256: string): Promise<string>
}

const makers: readonly (readonly [string, () => Promise<Made>])[] = [
  ['a folder', async () => madeOf(await temporaryFolder())],
  ['a bucket of S3', async () => madeOf(s3.place(`organisatie-${count++}`), join(s3.folder, 'fotos'))],
]
let count = 1

function madeOf(place: string, folder = place): Made {
  const pathOf = async (sha256: string) => {
    const names = await readdir(folder, { recursive: true, withFileTypes: true })
    const found = names.findLast(
      (one) => /^[^.]+(\._S3rver_object)?$/.test(one.name) && one.name.startsWith(sha256.slice(2)),
    )
    return join(found?.parentPath ?? '', found?.name ?? '')
  }
  return { store: openMediaStore(place), pathOf }
}

const photo = Buffer.from('a photo, to the store just bytes')
const video = Buffer.alloc(40 * 1024 * 1024, 'video')
const sha256Of = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** A megabyte at a time. */
async function* pieces() {
  for (let at = 0; at < video.length; at += 1 << 20) yield video.subarray(at, at + (1 << 20))
}

describe.each(makers)('%s', (_, make) => {
  let { store, pathOf }: Made = {} as Made
  beforeAll(async () => {
    const made = await make()
    store = made.store
    pathOf = made.pathOf
  })

  async function contentOf(sha256: string): Promise<Buffer> {
    const opened = await store.open(sha256)
    if (opened.state !== 'whole') throw new Error(opened.why)
    return opened.content instanceof Readable ? buffer(opened.content) : opened.content
  }

  test('gives back the bytes that it was given, with their fingerprint', async () => {
    const file = await store.put(photo)
    expect(file).toEqual({ sha256: sha256Of(photo), crc32: crc32(photo), bytes: photo.length })
    expect(await contentOf(file.sha256)).toEqual(photo)
    expect(await store.put(photo)).toEqual(file)
  })

  test('keeps a film that comes in pieces, and hands it out as a stream', async () => {
    const known = await fingerprint(pieces())
    expect(await store.put(pieces, known)).toEqual(known)
    const opened = await store.open(known.sha256)
    if (opened.state !== 'whole' || !(opened.content instanceof Readable)) throw new Error('not a stream')
    expect((await buffer(opened.content)).equals(video)).toBe(true)
  })

  test('keeps nothing of a film that is another by the time it is sent', async () => {
    const known = { ...(await fingerprint(pieces())), sha256: sha256Of(Buffer.from('what it was before')) }
    await expect(store.put(pieces, known)).rejects.toThrow('changed while it was read')
    expect(await store.open(known.sha256)).toHaveProperty('state', 'missing')
  })

  test('keeps nothing of a film that ends in a fault', async () => {
    const known = { ...(await fingerprint(pieces())), sha256: sha256Of(Buffer.from('a broken one')) }
    const broken = async function* () {
      yield video.subarray(0, 1 << 20)
      throw new Error('the disk is gone')
    }
    await expect(store.put(broken, known)).rejects.toThrow('the disk is gone')
    expect(await store.open(known.sha256)).toHaveProperty('state', 'missing')
  })

  test('hands out a part of a file, as a player asks for it', async () => {
    const { sha256 } = await store.put(photo)
    const part = await store.openPart(sha256, { from: 2, until: 6 })
    expect(part && (await buffer(part)).toString()).toBe('photo')
    const rest = await store.openPart(sha256, { from: 9, until: 1_000_000 })
    expect(rest && (await buffer(rest)).toString()).toBe('to the store just bytes')
    expect(await store.openPart(sha256Of(video.subarray(1)), { from: 0, until: 1 })).toBeUndefined()
  })

  test.each([
    ['that was never put', sha256Of(Buffer.from('other'))],
    ['whose name leads elsewhere', '../../../../etc/passwd'],
    ['whose name has capitals', sha256Of(photo).toUpperCase()],
  ])('does not have a file %s', async (_name, name) => {
    await store.put(photo)
    expect(await store.open(name)).toHaveProperty('state', 'missing')
    expect(await store.openThumbnail(name)).toBeUndefined()
    expect(await store.readThumbnail(name)).toBeUndefined()
    await expect(store.remove(name)).resolves.toBeUndefined()
  })

  test('says that a file is damaged that is another by now, and mends it, as one that was cut off', async () => {
    const { sha256 } = await store.put(Buffer.from('soon damaged'))
    await writeFile(await pathOf(sha256), 'SOON DAMAGED')
    expect(await store.open(sha256)).toEqual({ state: 'damaged', why: 'does not fit its SHA-256' })
    await rm(`${await pathOf(sha256)}.md5`, { force: true })
    await store.put(Buffer.from('soon damaged'))
    expect((await contentOf(sha256)).toString()).toBe('soon damaged')
    await truncate(await pathOf(sha256), 4)
    expect(await store.open(sha256)).toHaveProperty('state', 'damaged')
    await store.put(Buffer.from('soon damaged'))
    expect((await contentOf(sha256)).toString()).toBe('soon damaged')
  })

  test.each(['openThumbnail', 'readThumbnail'] as const)(
    'keeps a thumbnail beside its photo, hands out none that was cut off, and removes both (%s)',
    async (get) => {
      const { sha256 } = await store.put(Buffer.from('a photo with a thumbnail'))
      expect(await store[get](sha256)).toBeUndefined()
      const thumbnail = Buffer.from([0xff, 0xd8, 1, 2, 3, 0xff, 0xd9])
      await store.putThumbnail(sha256, thumbnail.subarray(0, 5))
      expect(await store[get](sha256)).toBeUndefined()
      await store.putThumbnail(sha256, thumbnail)
      expect(await store[get](sha256)).toEqual(thumbnail)
      await store.remove(sha256)
      expect(await store[get](sha256)).toBeUndefined()
      expect(await store.open(sha256)).toHaveProperty('state', 'missing')
    },
  )
})

test('a bucket that is not there is told in a sentence without a key', async () => {
  const nowhere = openMediaStore(s3.place().replace('fotos', 'elders'))
  await expect(nowhere.put(photo)).rejects.toThrow(
    /^cannot write to the bucket elders: there is no such bucket/,
  )
})

test.each([
  ['s3://fotos', { bucket: 'fotos', prefix: '' }],
  ['s3://fotos/', { bucket: 'fotos', prefix: '' }],
  ['s3://fotos/de-lange-keizer', { bucket: 'fotos', prefix: 'de-lange-keizer/' }],
  ['s3://fotos/a/b/?region=eu-central-1', { bucket: 'fotos', prefix: 'a/b/', region: 'eu-central-1' }],
  [
    's3://fotos/a?endpoint=https://s3.example',
    { bucket: 'fotos', prefix: 'a/', endpoint: 'https://s3.example' },
  ],
])('%s is a place for photos', (text, address) => {
  expect(s3Address(text)).toEqual(address)
})

test.each([
  's3://',
  's3:///prefix',
  's3://F/x',
  's3://key:secret@fotos/x',
  's3://fotos/x?secret=1',
  's3://fotos/x?endpoint=ftp://x',
  's3://fotos/a b',
  'https://fotos/x',
  './media',
])('%s is none in a bucket', (text) => {
  expect(s3Address(text)).toBeUndefined()
})
