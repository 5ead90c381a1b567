import { open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../../test/support/folder.ts'
import { fingerprint } from '../media/fingerprint.ts'
import { countLeftOut, makeManifest } from './manifest.ts'
import { SUMS_NAME, sumLines } from './sums.ts'
import { verifyArchive } from './verify-archive.ts'
import { startZip } from './zip/write-zip.ts'

let path: string
beforeEach(async () => {
  path = join(await temporaryFolder(), 'a.zip')
})

/** A ZIP of these names and texts, in order. */
async function zipOf(...texts: readonly (readonly [name: string, text: string])[]): Promise<void> {
  const file = await open(path, 'w')
  const zip = startZip(file.fd)
  for (const [name, text] of texts)
    await zip.deflate({ name, at: '2026-03-02T07:29:00' }, [Buffer.from(text)])
  zip.finish()
  await file.close()
}

type Text = readonly [name: string, text: string]

/** The manifest of an archive with these names and texts, and the list of sums. */
async function proofOf(...texts: readonly Text[]): Promise<readonly Text[]> {
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
  const entries = await Promise.all(texts.map(list))
  const manifest = JSON.stringify(makeManifest(album, { photos: [], entries, leftOut: countLeftOut([]) }))
  const { sha256 } = await fingerprint([Buffer.from(manifest)])
  return [
    ['manifest.json', manifest],
    [SUMS_NAME, [...sumLines([...entries, { name: 'manifest.json', sha256 }])].join('')],
  ]
}

const one = ['one.txt', 'the first'] as const
const two = ['two.txt', 'the second'] as const

test('a ZIP that holds what its manifest lists has no problem', async () => {
  await zipOf(one, two, ...(await proofOf(one, two)))
  expect(await verifyArchive(path)).toMatchObject({ entries: 4, problems: [] })
})

test('an entry that is listed and not there is missing', async () => {
  await zipOf(one, ...(await proofOf(one, two)))
  expect((await verifyArchive(path)).problems).toEqual([{ code: 'entry-missing', name: 'two.txt' }])
})

test('an entry that is there and not listed is told', async () => {
  await zipOf(one, two, ...(await proofOf(one)))
  expect((await verifyArchive(path)).problems).toEqual([{ code: 'entry-unlisted', name: 'two.txt' }])
})

test('an entry whose content is another is changed, though the ZIP itself is whole', async () => {
  await zipOf(['one.txt', 'the worst'], ...(await proofOf(one)))
  expect((await verifyArchive(path)).problems).toEqual([{ code: 'entry-changed', name: 'one.txt' }])
})

test('two entries with one name are told', async () => {
  await zipOf(one, one, ...(await proofOf(one)))
  expect((await verifyArchive(path)).problems).toEqual([{ code: 'entry-twice', name: 'one.txt' }])
})

test('names that are one on a disk that ignores case are told', async () => {
  const same = ['ONE.txt', 'another'] as const
  await zipOf(one, same, ...(await proofOf(one, same)))
  expect((await verifyArchive(path)).problems).toEqual([{ code: 'entry-twice', name: 'ONE.txt' }])
})

test.each([
  '../one.txt',
  '/one.txt',
  'a\\b.txt',
  'C:x.txt',
  'NUL.txt',
  'a./b.txt',
  'e\u0301.txt',
  'gpj.\u202Eexe',
  '',
])('the name %j is not safe to unpack, whatever the manifest says', async (name) => {
  const unsafe = [name, 'text'] as const
  await zipOf(unsafe, ...(await proofOf(unsafe)))
  expect((await verifyArchive(path)).problems).toEqual([{ code: 'name-unsafe', name }])
})

test('a list of sums that says something else than the manifest is told, and one that is not there', async () => {
  const [manifest, sums] = (await proofOf(one)) as [Text, Text]
  const differ = [{ code: 'sums-differ', name: SUMS_NAME }]
  await zipOf(one, manifest)
  expect((await verifyArchive(path)).problems).toEqual(differ)
  await zipOf(one, manifest, [SUMS_NAME, sums[1].toUpperCase()])
  expect((await verifyArchive(path)).problems).toEqual(differ)
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
