import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Store } from '../src/store/open.ts'
import { runCli } from './support/cli.ts'
import { addPhotoOf } from './support/departures.ts'
import { addChild, addGuardian, addPlace, type Place } from './support/family.ts'
import { temporaryFolder } from './support/folder.ts'
import { type Database, freshDatabase } from './support/postgres.ts'
import { openTo } from './support/requests.ts'

/* On 9 March 2026: 000301 leaves on the 13th and has two guardians, 000302 left on the 2nd, 000303 stays. */

let database: Database
let store: Store
let cwd: string
let place: Place
let noor: number

beforeEach(async () => {
  database = await freshDatabase()
  store = await openTo(database)
  cwd = await temporaryFolder()
  place = await addPlace(store, 'De Boomhut')
  noor = await addChild(store, '000301', place, [{ from: '2025-09-01', until: '2026-03-13' }])
  await addGuardian(store, [noor], { email: 'zoe@ouders.example' })
  await addGuardian(store, [noor], { email: 'jim@ouders.example' })
  for (const [number, until] of [['000302', '2026-03-02'], ['000303']] as const) {
    const child = await addChild(store, number, place, [{ from: '2025-09-01', ...(until && { until }) }])
    await addGuardian(store, [child], { email: `g${number}@ouders.example` })
  }
})

afterEach(async () => {
  await store.close()
  await database.drop()
})

async function cli(...args: readonly string[]) {
  const result = await runCli([...args, '--at', '2026-03-09 12:00', '--database', database.url], { cwd })
  const document = () => JSON.parse(result.stdout)
  return { ...result, document }
}

const zips = () => readdir(join(cwd, 'exports')).catch(() => [])

test('every unknown number is named with what is near it, and nothing is exported', async () => {
  const { code, stderr } = await cli('export', '301', '000303', 'geen-kind', '000309')
  expect(code).toBe(2)
  expect(stderr).toContain('no child with number "301"; near it are 000301 (Noor Jansen)')
  expect(stderr).toContain('no child with number "geen-kind".')
  expect(stderr).toContain('no child with number "000309"; near it are 0003')
  expect(stderr).not.toContain('"000303"')
  expect(await zips()).toEqual([])
})

test('children that left or leave in a time are exported together, with totals that balance', async () => {
  const { code, document } = await cli(
    ...['export', '--departing-within', '14', '--departed-since', '2026-03-01', '--json'],
  )
  expect(code).toBe(0)
  expect(document().counts).toEqual({
    ...{ children: 2, exported: 2, failed: 0, made: 3, unchanged: 0, removed: 0, photos: 0, leftOut: 0 },
    lost: 0,
  })
  expect(await zips()).toHaveLength(3)
  const again = await cli('export', '000301', '000302')
  expect(again.stdout).toContain('2 children: 2 exported, 0 failed; 0 ZIPs made, 3 unchanged')
})

test('of a dry run nothing is told as done', async () => {
  const { stdout } = await cli('export', '000301', '000302', '--dry-run')
  expect(stdout).toContain('2 children: 2 would be exported, 0 failed; 3 ZIPs would be made, 0 unchanged')
  expect(stdout).toContain(': 0 photos and videos, 0 diary entries.')
  expect(stdout).toContain('3 guardians would be mailed.')
})

test('a child that fails stops no other, and a lost file is told by the exit code', async () => {
  const sha256 = await addPhotoOf(store, [noor], { folder: cwd, group: place.group, content: 'photo' })
  await rm(join(cwd, 'media', sha256.slice(0, 2)), { recursive: true })
  await addChild(store, '000304', place, [{ from: '2025-09-01' }])
  const { code, stderr, document } = await cli('export', '000304', '000301', '--yes', '--json')
  expect(code).toBe(3)
  expect(document()).toMatchObject({ counts: { children: 2, exported: 1, failed: 1, made: 2, lost: 2 } })
  expect(document().failed).toMatchObject([{ child: '000304', code: 'export-failed' }])
  expect(stderr).toContain('Child 000304 has no guardian with custody')
})

test('a child that does not leave has no export by mistake: its guardians would read that care ends', async () => {
  await addChild(store, '000305', place, [{ from: '2025-09-01' }])
  const { code, stderr } = await cli('export', '000301', '000305')
  expect(code).toBe(2)
  expect(stderr).toContain('Child 000305 does not leave within 92 days')
  expect(await zips()).toEqual([])
  expect((await cli('export', '000305', '--queue')).code).toBe(2)
  expect((await cli('export', '000305', '--dry-run')).code).toBe(2)
})

test('photos that the store cannot give are named once, to whoever looks after the store', async () => {
  const [missing, damaged] = [
    await addPhotoOf(store, [noor], { folder: cwd, group: place.group, content: 'a photo' }),
    await addPhotoOf(store, [noor], { folder: cwd, group: place.group, content: 'another' }),
  ]
  await rm(join(cwd, 'media', missing.slice(0, 2)), { recursive: true })
  const [file = ''] = await readdir(join(cwd, 'media', damaged.slice(0, 2)))
  const path = join(cwd, 'media', damaged.slice(0, 2), file)
  await chmod(path, 0o600)
  await writeFile(path, 'ANOTHER')
  const { code, stdout } = await cli('export', '000301')
  expect(code).toBe(3)
  const named = (sha256: string) => stdout.split('\n').filter((line) => line.includes(sha256.slice(0, 8)))
  expect(named(missing)).toEqual([
    expect.stringMatching(/^ {2}photo \w{8} \(.+\): not in the store; import it again$/),
  ])
  expect(named(damaged)).toEqual([
    expect.stringMatching(/^ {2}photo \w{8} \(.+\): damaged, does not fit .*; import it again$/),
  ])
  const { lostPhotos } = (await cli('export', '000301', '--json')).document()
  expect(lostPhotos).toContainEqual({
    ...{ sha256: missing, fileName: expect.any(String), reason: 'missing-file', why: 'not in the store' },
  })
  const runs = await store.read.selectFrom('job_runs').selectAll().execute()
  expect(JSON.stringify(runs)).not.toContain(lostPhotos[0].fileName)
})

test('of very many photos that are lost ten are named', async () => {
  for (let at = 0; at < 12; at += 1)
    await addPhotoOf(store, [noor], { folder: cwd, group: place.group, content: `photo ${at}` })
  await rm(join(cwd, 'media'), { recursive: true })
  await mkdir(join(cwd, 'media'))
  const { stdout } = await cli('export', '000301')
  expect(stdout.match(/^ {2}photo /gm)).toHaveLength(10)
  expect(stdout).toContain('  and 2 more\n')
})

test('one guardian may have the own export made, and that of the other stays', async () => {
  expect((await cli('export', '000301', '--guardian', '2', '--json')).document().files).toMatchObject([
    { guardian: 2 },
  ])
  expect((await cli('export', '000301', '--guardian', '1', '--json')).document().removed).toBe(0)
  expect(await zips()).toHaveLength(2)
  expect((await cli('export', '000303', '--guardian', '2', '--yes')).code).toBe(1)
  expect((await cli('export', '000303', '--guardian', '3')).code).toBe(2)
})

test('an export by queue waits, is listed as such, and is made by whoever makes what waits', async () => {
  expect((await cli('export', '000301', '--queue')).stdout).toBe('1 child queued, 0 wait already.\n')
  expect((await cli('export', '000301', '--queue')).stdout).toBe('0 children queued, 1 waits already.\n')
  expect((await cli('export', 'list', '--json')).document().exports).toMatchObject([
    { child: '000301', state: 'queued' },
  ])
  expect((await cli('export', '--queued', '--dry-run')).stdout).toContain('1 child waits')
  const { code, stdout } = await cli('export', '--queued')
  expect(code).toBe(0)
  expect(stdout).toContain('From the queue: 1 made, 0 given up, 0 put off; 0 wait.')
  const list = await cli('export', 'list', '--state', 'offered', '--csv')
  expect(list.stdout).toMatch(/^\ufeffchild;guardian;state;.*\r?\n000301;1;offered;.*;2026-06-11;0;/)
  expect((await cli('export', '000301', '--queued')).code).toBe(2)
})

test('whoever makes what waits hears until when an export was put off, and why', async () => {
  expect((await cli('export', '--queued')).stdout).toBe('No export waits.\n')
  await cli('export', '000301', '--queue')
  const later = { try_after: '2026-03-09T11:10:00Z', reason: 'it ended with EIO' }
  await store.record((write) => write.updateTable('export_jobs').set(later).execute())
  const { code, stdout } = await cli('export', '--queued')
  expect(code).toBe(0)
  expect(stdout).toBe(
    '1 child waits for its export:\n  child 000301: not before 2026-03-09 12:10; the last time: it ended with EIO\n',
  )
  expect((await cli('export', '--queued', '--json')).document().waiting).toEqual([
    { child: '000301', making: false, until: expect.any(String), reason: 'it ended with EIO' },
  ])
})

test('the list tells which file is of which export, and which year it holds', async () => {
  await addTwoPhotos()
  await cli('export', '000301', '--guardian', '1', '--split', '1M')
  await cli('export', '000302')
  const { exports } = (await cli('export', 'list', '--json')).document()
  const files = exports.map(({ part, file }: { part: string; file: string }) => [part, file])
  expect(files.map(([part]: string[]) => part).toSorted()).toEqual(['2025', '2026', null])
  expect(files.map(([, file]: string[]) => file).toSorted()).toEqual((await zips()).toSorted())
  const [, ofYear] = files.find(([part]: string[]) => part === '2025')
  expect(ofYear).toMatch(/-2025\.zip$/)
  expect((await cli('export', 'list')).stdout).toMatch(new RegExp(`2025 +${ofYear}`))
  expect((await cli('export', 'list', '--csv')).stdout).toContain(`;${ofYear};2025\r\n`)
})

test('an export is removed by the name of its file, in whichever folder, with all its parts', async () => {
  await addTwoPhotos()
  await cli('export', '000301', '--split', '1M')
  const before = (await cli('export', 'list', '--json')).document().exports
  const { file } = before.find(({ guardian }: { guardian: number }) => guardian === 2)
  const planned = await cli('export', 'remove', file, '--dry-run')
  expect(planned.stdout).toContain('Would remove 2 exports:')
  expect(planned.stdout).toMatch(
    new RegExp(`of child 000301, guardian 2 \\(${file}\\): 1 photo or video, 0 diary entries`),
  )
  const { removed } = (await cli('export', 'remove', `elsewhere/${file}`, '--yes', '--json')).document()
  expect(removed).toMatchObject([{ guardian: 2 }, { guardian: 2 }])
  expect(await zips()).toHaveLength(2)
  expect(await cli('export', 'remove', file, '--yes')).toMatchObject({ code: 2 })
})

/** Of two years; together more than a megabyte. */
async function addTwoPhotos() {
  for (const at of ['2025-11-03 10:00:00', '2026-01-12 10:00:00']) {
    const content = Buffer.alloc(600_000, at)
    await addPhotoOf(store, [noor], { folder: cwd, group: place.group, content, at })
  }
}

test('an export that was queued with a size is split at it, whatever the size of whoever makes it', async () => {
  await addTwoPhotos()
  await cli('export', '000301', '--queue', '--split', '1M')
  const again = await cli('export', '000301', '--queue', '--split', '2M')
  expect(again.stderr).toContain('what waits already keeps the size that it was asked with')
  await cli('export', '--queued', '--split', '2G')
  const years = (await zips()).map((name) => name.slice(-8)).toSorted()
  expect(years).toEqual(['2025.zip', '2025.zip', '2026.zip', '2026.zip'])
})

test('an export that was queued without a size is split at that of whoever makes it', async () => {
  await addTwoPhotos()
  await cli('export', '000301', '--queue')
  await cli('export', '--queued', '--split', '1M')
  expect(await zips()).toHaveLength(4)
})

test.each(['000301 --queue', '--queued'])('a size that is none is refused by export %s too', async (args) => {
  const { code, stderr } = await cli('export', ...args.split(' '), '--split', '3')
  expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('"3" is no size') })
})

test('an export is removed when somebody said yes, and stays in the list with why', async () => {
  await cli('export', '000301')
  const refused = await cli('export', 'remove', '000301')
  expect(refused.code).toBe(2)
  expect(refused.stderr).toContain('Remove 2 exports? Nobody is here to answer: add --yes')
  expect((await cli('export', 'remove', '000301', '--dry-run')).stdout).toContain('Would remove 2 exports:')
  expect(await zips()).toHaveLength(2)
  const [{ id }] = (await cli('export', 'list', '--json')).document().exports
  expect((await cli('export', 'remove', id.slice(0, 8), '--yes')).stdout).toContain('Removed 1 export:')
  expect(await zips()).toHaveLength(1)
  expect((await cli('export', 'list', '000301', '--state', 'removed')).stdout).toContain('by-hand')
  expect((await cli('export', 'remove', 'ffffffff', '--yes')).code).toBe(2)
})

test('the night removes what was kept too long only after it was confirmed', async () => {
  await store.record((write) =>
    write.updateTable('contracts').set({ first_day: '2022-01-01', last_day: '2024-01-31' }).execute(),
  )
  await addPhotoOf(store, [noor], { folder: cwd, group: place.group, content: 'photo' })
  const run = ['job', 'run', 'remove-expired-data', '--json']
  expect(await cli(...run)).toMatchObject({ code: 3 })
  expect((await cli('retention', 'review')).stdout).toContain('1 photo or video')
  expect((await cli('retention', 'confirm')).code).toBe(2)
  expect((await cli('retention', 'confirm', '--yes')).stdout).toContain('Confirmed')
  const { code, document } = await cli(...run, '--again')
  expect(code).toBe(0)
  expect(document().counts).toMatchObject({ children: 1, photos: 1, refused: 0 })
})
