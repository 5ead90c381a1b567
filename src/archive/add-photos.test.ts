import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../../test/support/folder.ts'
import { type FileStore, openFileStore } from '../media/file-store.ts'
import { addPhotos, type Finish } from './add-photos.ts'
import type { NamedPhoto } from './entry-names.ts'
import { withFile } from './zip/byte-source.ts'
import { readZip } from './zip/read-zip.ts'
import { startZip } from './zip/write-zip.ts'

const LARGE = Buffer.alloc(9 * 1024 * 1024, 'a large photo of which no two pieces are the same')

let folder: string
let store: FileStore
beforeEach(async () => {
  folder = await temporaryFolder()
  store = openFileStore(join(folder, 'media'))
})

async function photoOf(content: Buffer): Promise<NamedPhoto> {
  const file = await store.put(content)
  const photo = { ...file, type: 'image/jpeg', takenAt: '2026-01-12T10:15:00', group: 'Bijtjes' } as const
  return { name: `${file.crc32}.jpg`, photo }
}

interface From {
  readonly store?: FileStore
  readonly signal?: AbortSignal
  readonly finish?: Finish
}

async function add(photos: readonly NamedPhoto[], changes: From = {}) {
  const from = { store, signal: new AbortController().signal, ...changes }
  const path = join(folder, 'a.zip')
  const file = await open(path, 'w')
  try {
    const zip = startZip(file.fd)
    const outcome = await addPhotos(photos, { ...from, zip })
    zip.finish()
    const reading = { wantsSums: true, wantsText: () => false, signal: from.signal }
    const contents = await withFile(path, (source) => readZip(source, reading))
    if (contents === undefined || typeof contents === 'string') throw new Error(contents)
    return { ...outcome, inZip: contents.entries.map((entry) => entry.file?.crc32) }
  } finally {
    await file.close()
  }
}

const withCaption = (content: Buffer) => [content, Buffer.from('caption')]

test.each([
  ['small', Buffer.from('small')],
  ['large', LARGE],
])(
  'a %s photo can be finished, and the manifest then names both what is in the ZIP and the original',
  async (_, content) => {
    const photo = await photoOf(content)
    const { entries, inZip } = await add([photo], { finish: withCaption })
    const finished = Buffer.concat(withCaption(content))
    expect(inZip).toEqual([crc32(finished)])
    expect(entries).toMatchObject([
      {
        bytes: finished.length,
        sha256: createHash('sha256').update(finished).digest('hex'),
        original: photo.photo.sha256,
      },
    ])
  },
)

test('a photo to which nothing has to be done is as it was, and has no original beside it', async () => {
  const { entries } = await add([await photoOf(Buffer.from('small'))], { finish: () => undefined })
  expect(entries[0]).not.toHaveProperty('original')
})

test('photos of every size come one after the other, each as it is', async () => {
  const contents = [
    Buffer.from('one'),
    LARGE,
    Buffer.from('three'),
    LARGE.subarray(1),
    Buffer.alloc(4 * 1024 * 1024),
  ]
  const photos = await Promise.all(contents.map((content) => photoOf(content)))
  expect((await add(photos)).inZip).toEqual(contents.map((content) => crc32(content)))
})

/** A store that gives this stream, as one far away may. */
const givesStream = (content: Readable): FileStore => ({
  ...store,
  openUnchecked: async () => ({ state: 'found', content }),
})

test('a source that fails is told, and the others go on', async () => {
  const photos = [await photoOf(LARGE), await photoOf(Buffer.from('small'))]
  let call = 0
  const failing = async function* () {
    yield LARGE.subarray(0, 1000)
    throw new Error('the connection was lost')
  }
  const from: FileStore = {
    ...store,
    openUnchecked: (sha256, room) =>
      call++ === 0
        ? Promise.resolve({ state: 'found', content: Readable.from(failing()) })
        : store.openUnchecked(sha256, room),
  }
  const { lost, inZip } = await add(photos, { store: from })
  expect(lost).toMatchObject([{ reason: 'damaged-file', why: 'does not fit its SHA-256, size or CRC' }])
  expect(inZip).toEqual([crc32('small')])
})

test('a source that gives no more and does not end, ends with the signal', async () => {
  const stop = new AbortController()
  const beginning = [Buffer.from('the beginning')]
  const source = new Readable({
    read() {
      const piece = beginning.pop()
      if (piece) this.push(piece)
      else stop.abort(new Error('interrupted'))
    },
  })
  const photos = [await photoOf(LARGE), await photoOf(Buffer.from('small'))]
  await expect(add(photos, { store: givesStream(source), signal: stop.signal })).rejects.toThrow()
  expect(source.destroyed).toBe(true)
})

test('a photo that is not as listed is told, and nothing of it is written', async () => {
  const named = await photoOf(Buffer.from('small'))
  const photos = [
    { ...named, photo: { ...named.photo, crc32: 1 } },
    { ...named, photo: { ...named.photo, bytes: 4 } },
  ]
  const { lost, inZip } = await add(photos)
  expect(lost.map(({ reason }) => reason)).toEqual(['damaged-file', 'damaged-file'])
  expect(inZip).toEqual([])
})
