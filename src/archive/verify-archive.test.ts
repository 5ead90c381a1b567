import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../../test/support/folder.ts'
import { fingerprint } from '../media/fingerprint.ts'
import { momentOf } from '../rules/time.ts'
import { countLeftOut, makeManifest } from './manifest.ts'
import { verifyArchive } from './verify-archive.ts'
import { writeZip } from './write-zip.ts'

let path: string
beforeEach(async () => {
  path = join(await temporaryFolder(), 'a.zip')
})

/** A ZIP of these names and texts, in order. */
async function zipOf(...texts: readonly (readonly [name: string, text: string])[]): Promise<void> {
  const feed: Parameters<typeof writeZip>[1] = async (add) => {
    for (const [name, text] of texts) {
      await add({ name, content: Buffer.from(text), at: '2026-03-02T07:29:00', method: 'deflate' })
    }
  }
  await writeZip(createWriteStream(path), feed, new AbortController().signal)
}

/** The manifest of an archive with these names and texts. */
async function manifestOf(
  ...texts: readonly (readonly [name: string, text: string])[]
): Promise<readonly [string, string]> {
  const list = async ([name, text]: readonly [string, string]) => {
    const { bytes, sha256 } = await fingerprint([Buffer.from(text)])
    return { name, bytes, sha256, type: 'text/plain' }
  }
  const album = {
    organisation: 'De Lange Keizer',
    child: { id: '1042', name: 'Noor' },
    language: 'nl',
    period: { from: '2025-01-06', until: '2026-02-27' },
    photos: [],
    diary: [],
    leftOut: [],
  } as const
  const contents = { photos: [], entries: await Promise.all(texts.map(list)), leftOut: countLeftOut([]) }
  return ['manifest.json', JSON.stringify(makeManifest(album, momentOf('2026-03-02T06:29:00Z'), contents))]
}

const one = ['one.txt', 'the first'] as const
const two = ['two.txt', 'the second'] as const

test('a ZIP that holds what its manifest lists has no problem', async () => {
  await zipOf(one, two, await manifestOf(one, two))
  expect(await verifyArchive(path)).toEqual({ entries: 3, problems: [] })
})

test('an entry that is listed and not there is missing', async () => {
  await zipOf(one, await manifestOf(one, two))
  expect((await verifyArchive(path)).problems).toEqual([{ code: 'entry-missing', name: 'two.txt' }])
})

test('an entry that is there and not listed is told', async () => {
  await zipOf(one, two, await manifestOf(one))
  expect((await verifyArchive(path)).problems).toEqual([{ code: 'entry-unlisted', name: 'two.txt' }])
})

test('an entry whose content is another is changed, though the ZIP itself is whole', async () => {
  await zipOf(['one.txt', 'the worst'], await manifestOf(one))
  expect((await verifyArchive(path)).problems).toEqual([{ code: 'entry-changed', name: 'one.txt' }])
})

test('two entries with one name are told', async () => {
  await zipOf(one, one, await manifestOf(one))
  expect((await verifyArchive(path)).problems).toEqual([{ code: 'entry-twice', name: 'one.txt' }])
})

test('a ZIP without a manifest proves nothing', async () => {
  await zipOf(one)
  expect((await verifyArchive(path)).problems).toEqual([{ code: 'manifest-missing' }])
})

test.each(['not JSON', '{}', '{"format":"another/1","entries":[]}'])(
  'the manifest %s is invalid',
  async (text) => {
    await zipOf(one, ['manifest.json', text])
    expect((await verifyArchive(path)).problems).toEqual([{ code: 'manifest-invalid' }])
  },
)

test('a file that is no ZIP is told', async () => {
  await writeFile(path, 'this is a letter')
  expect(await verifyArchive(path)).toEqual({ entries: 0, problems: [{ code: 'not-a-zip' }] })
})

test('a file that is not there is a mistake of who asked', async () => {
  await expect(verifyArchive(path)).rejects.toThrow(`cannot read ${path}`)
})
