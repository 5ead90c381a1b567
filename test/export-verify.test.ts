import { execFileSync } from 'node:child_process'
import { copyFile, open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore, type Store } from '../src/store/open.ts'
import { runCli } from './support/cli.ts'
import { addChild, addGuardian, addPlace, type Place } from './support/family.ts'
import { temporaryFolder } from './support/folder.ts'
import { addDiaryEntry, addPhoto } from './support/keepsakes.ts'
import { type Database, freshDatabase } from './support/postgres.ts'
import { isThere } from './support/programs.ts'
import { unpack } from './support/unpack.ts'

/* Noor (N1) has two photos and an entry in her diary; her export is made and then looked at in many ways. */

let database: Database
let store: Store
let place: Place
let noor: number
let cwd: string
let zip: string

beforeAll(async () => {
  database = await freshDatabase()
  store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  cwd = await temporaryFolder()
  place = await addPlace(store, 'De Boomhut')
  noor = await addChild(store, 'N1', place, [{ from: '2025-09-01', until: '2026-03-13' }])
  await addGuardian(store, [noor])
  for (const content of ['one', 'two']) {
    await addPhoto(store, join(cwd, 'media'), place, { content, children: [noor] })
  }
  await addDiaryEntry(store, noor, '2026-01-12 10:15:00', 'Gespeeld.')
  const { stdout } = await run('N1', '--json')
  zip = JSON.parse(stdout).files[0].file
}, 300_000)

afterAll(async () => {
  await store.close()
  await database.drop()
})

const run = (...args: string[]) =>
  runCli(['export', ...args, '--at', '2026-03-09 12:00', '--database', database.url], { cwd })

async function filesOf(...args: string[]): Promise<readonly string[]> {
  const { stdout } = await run(...args, '--json')
  return JSON.parse(stdout).files.map(({ file }: { file: string }) => file)
}

/** A copy of the ZIP, with something done to it. */
async function spoiled(spoil: (copy: string) => unknown): Promise<string> {
  const copy = join(await temporaryFolder(), 'copy.zip')
  await copyFile(zip, copy)
  await spoil(copy)
  return copy
}

async function overwrite(file: string, place: number, text: string): Promise<void> {
  const handle = await open(file, 'r+')
  await handle.write(text, place)
  await handle.close()
}

test('a whole ZIP of which nothing is missing ends with 0', async () => {
  const { code, stdout } = await run('verify', zip)
  expect(stdout).toBe(
    `${zip}: whole, 16 files, ${((await readFile(zip)).length / 1e6).toLocaleString('en', { maximumFractionDigits: 1 })} MB.\nChild N1, guardian 1: nothing is missing that a guardian may have now.\n`,
  )
  expect(code).toBe(0)
})

test('a machine without a database proves the ZIP alone', async () => {
  const { code, stdout } = await runCli(['export', 'verify', zip], { cwd: await temporaryFolder() })
  expect({ code, last: stdout.trim().split('\n').at(-1) }).toEqual({
    code: 0,
    last: 'Not compared with a database: whether anything is missing is not known.',
  })
})

test('one document tells a program the same', async () => {
  const { stdout } = await run('verify', zip, '--json')
  expect(JSON.parse(stdout)).toMatchObject({
    zips: [
      { whole: true, file: zip, entries: 16, problems: [], manifest: { child: 'N1', counts: { photos: 2 } } },
    ],
    compared: true,
    children: [{ child: 'N1', missingPhotos: 0, missingDiaryEntries: 0, nowLeftOut: 0 }],
  })
})

test('a byte that changed ends with 1 and names the file', async () => {
  const copy = await spoiled((file) => overwrite(file, 80, 'X'))
  const { code, stderr } = await run('verify', copy)
  expect(stderr).toContain('"fotos/2026/2026-01-12_10.15_Bijtjes.jpg" is damaged')
  expect(code).toBe(1)
})

test.each([1, 70, 60_000])(
  'a ZIP with %i bytes behind its end ends with 1, and that is what is told',
  async (count) => {
    const copy = await spoiled((file) => writeFile(file, 'x'.repeat(count), { flag: 'a' }))
    expect(await run('verify', copy, '--alone')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/NOT whole[\s\S]*behind its end are bytes that do not belong to it/),
    })
  },
)

test('a ZIP that was cut off is told to lack its end', async () => {
  const copy = await spoiled(async (file) => truncate(file, (await stat(file)).size - 5))
  expect((await run('verify', copy, '--alone')).stderr).toContain('its end is gone')
})

test.skipIf(!isThere('zip'))('a file put in by another program ends with 1 (needs zip)', async () => {
  const extra = join(await temporaryFolder(), 'extra.txt')
  await writeFile(extra, 'extra')
  const copy = await spoiled((file) => execFileSync('zip', ['-q', file, extra]))
  expect((await run('verify', copy, '--alone')).code).toBe(1)
})

test('of several ZIPs one that is damaged is told, and the others too', async () => {
  const copy = await spoiled((file) => overwrite(file, 100, 'X'))
  const { code, stdout, stderr } = await run('verify', zip, copy)
  expect([code, stdout.includes(`${zip}: whole`), stderr.includes(`${copy}: NOT whole`)]).toEqual([
    1,
    true,
    true,
  ])
})

test('a file that is not there ends with 2 and a sentence', async () => {
  const { code, stderr } = await run('verify', 'nowhere.zip')
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: 'cannot read nowhere.zip: there is no such file; check its name\n',
  })
})

test('a folder ends with 2, and is not called a ZIP that is damaged', async () => {
  expect(await run('verify', cwd)).toMatchObject({
    code: 2,
    stderr: `cannot read ${cwd}: it is a folder; name the ZIPs in it\n`,
  })
})

test('what is new since ends with 1, what is no longer allowed is told', async () => {
  const added = await addPhoto(store, join(cwd, 'media'), place, { content: 'new', children: [noor] })
  await addDiaryEntry(store, noor, '2026-03-01 10:15:00', 'Zwemmen.')
  const { code, stdout } = await run('verify', zip)
  expect(stdout).toContain('1 photo or video and 1 diary entry that a guardian may have are not in it')
  expect(code).toBe(1)
  await store.record(async (write) => {
    await write.deleteFrom('photo_children').execute()
    await write.deleteFrom('photos').where('sha256', '=', added).execute()
    await write.deleteFrom('diary_entries').where('text', '=', 'Zwemmen.').execute()
  })
  const after = await run('verify', zip)
  expect(after.stdout).toContain('2 photos or videos in it would be left out today')
  expect(after.code).toBe(0)
})

test('what one guardian has hides nothing that the ZIP of the other lacks', async () => {
  const sem = await addChild(store, 'S2', place, [{ from: '2025-09-01', until: '2026-03-13' }])
  for (const _ of [1, 2]) await addGuardian(store, [sem])
  const added = (content: string) => addPhoto(store, join(cwd, 'media'), place, { content, children: [sem] })
  await added('before')
  await addDiaryEntry(store, sem, '2026-01-12 10:15:00', 'Getekend.')
  const [old] = await filesOf('S2', '--guardian', '1')
  const copy = join(await temporaryFolder(), 'old.zip')
  await copyFile(old ?? '', copy)
  await added('after')
  await addDiaryEntry(store, sem, '2026-03-01 10:15:00', 'Zwemmen.')
  const [, second] = await filesOf('S2')
  const { code, stdout } = await run('verify', copy, second ?? '')
  expect(stdout).toContain('Child S2, guardian 1: 1 photo or video and 1 diary entry')
  expect(stdout).toContain('Child S2, guardian 2: nothing is missing')
  expect(code).toBe(1)
})

test.skipIf(!isThere('sha256sum'))(
  'once unpacked, sha256sum agrees with all files (needs sha256sum)',
  async () => {
    const folder = await temporaryFolder()
    await unpack(zip, folder)
    const check = () =>
      execFileSync('sha256sum', ['-c', '--strict', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8' })
    expect(
      check()
        .trim()
        .split('\n')
        .filter((line) => line.endsWith(': OK')),
    ).toHaveLength(15)
    await rm(join(folder, 'index.html'))
    expect(check).toThrow()
  },
)
