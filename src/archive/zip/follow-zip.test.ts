import { type FileHandle, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../../../test/support/folder.ts'
import { fingerprintOf } from '../../media/fingerprint.ts'
import { withFile } from './byte-source.ts'
import { followZip } from './follow-zip.ts'
import { readZip } from './read-zip.ts'
import type { ZipRecord } from './records.ts'
import { startZip, type ZipWriter } from './write-zip.ts'

const at = '2025-06-03T10:15:42'
const photo = Buffer.alloc(1024 * 1024, 'a photo that is larger than what is read at a time')
const { signal } = new AbortController()

let path: string
let file: FileHandle
let zip: ZipWriter
let records: ZipRecord[]
beforeEach(async () => {
  path = join(await temporaryFolder(), 'a.zip')
  file = await open(path, 'wx')
  onTestFinished(() => file.close())
  records = []
  zip = startZip(file.fd, (record) => records.push(record))
})

type Step = () => void | Promise<void>

const steps: readonly Step[] = [
  () => zip.store({ name: 'a.jpg', at }, [photo]),
  () => zip.store({ name: 'b.jpg', at }, [Buffer.from('a small one')]),
  async () => void (await zip.deflate({ name: 'c.txt', at }, [Buffer.from('the text')])),
]

/** Follows while all of that is done, step by step, and then the directory is written. */
function follow(...work: readonly Step[]) {
  async function* written() {
    for (const step of work) {
      await step()
      if (records.length > 0) yield records.splice(0)
    }
    zip.finish()
    await after()
  }
  return withFile(path, (source) => followZip(source, written(), signal))
}

let after: Step
beforeEach(() => {
  after = () => {}
})

const wrong = (followed: Awaited<ReturnType<typeof follow>>) => ({
  faulty: followed?.faulty.map(({ name }) => name),
  inOrder: followed?.inOrder,
})

test('what is read behind the writer is what is read of the whole ZIP', async () => {
  const followed = await follow(...steps)
  const whole = await withFile(path, (source) =>
    readZip(source, { wantsText: () => false, wantsSums: false, signal }),
  )
  if (typeof whole !== 'object' || !followed) throw new Error('one of them read nothing')
  expect(followed).toEqual({
    entries: whole.entries.length,
    faulty: [],
    inOrder: true,
    bytes: whole.bytes,
    sha256: whole.sha256,
  })
})

test('a photo that is not on the disk as it was written is told by its name', async () => {
  const [first, ...others] = steps
  const followed = await follow(
    async () => {
      await first?.()
      await file.write('X', 700_000)
    },
    ...others,
  )
  expect(wrong(followed)).toEqual({ faulty: ['a.jpg'], inOrder: true })
})

test('a header that says something else than what was written is told', async () => {
  const followed = await follow(async () => {
    await steps[0]?.()
    await file.write('X', 14)
  })
  expect(wrong(followed)).toEqual({ faulty: ['a.jpg'], inOrder: true })
})

test('a directory that says something else is told', async () => {
  after = async () => void (await file.write('X', (await file.stat()).size - 10))
  expect(wrong(await follow(...steps))).toEqual({ faulty: [], inOrder: false })
})

test('bytes behind the end are told', async () => {
  after = async () => void (await file.write('X', (await file.stat()).size))
  expect(wrong(await follow(...steps))).toEqual({ faulty: [], inOrder: false })
})

test('a ZIP that is cut off is told', async () => {
  after = () => file.truncate(photo.length + 100)
  expect((await follow(...steps))?.inOrder).toBe(false)
})

test('what a film leaves that is taken out again is not looked at', async () => {
  const half = async function* () {
    yield photo.subarray(0, 600_000)
  }
  const film = () => zip.storeStream({ name: 'film.mp4', at }, fingerprintOf(photo), half()).then(() => {})
  const [first, second, third] = steps as [Step, Step, Step]
  const followed = await follow(second, film, first, third)
  expect(wrong(followed)).toEqual({ faulty: [], inOrder: true })
  expect((await readFile(path)).includes('film.mp4')).toBe(false)
})
