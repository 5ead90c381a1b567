import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addChild, addGuardian, addPlace, type Place } from '../../../test/support/family.ts'
import { temporaryFolder } from '../../../test/support/folder.ts'
import { addDiaryEntry } from '../../../test/support/keepsakes.ts'
import { type Database, freshDatabase } from '../../../test/support/postgres.ts'
import { verifyArchive } from '../../archive/verify-archive.ts'
import { openFileStore } from '../../media/file-store.ts'
import { loadPolicy } from '../../policy/load.ts'
import { type IsoDate, type Moment, momentAtWall } from '../../rules/index.ts'
import { holding } from '../../store/hold.ts'
import { openStore, type Store } from '../../store/open.ts'
import { type ExportHands, exportChild } from './export-child.ts'
import { previewExport } from './preview-export.ts'
import { removeByHandJob } from './remove-by-hand.ts'

/* Noor (N1) leaves on 13 March 2026; Bo (B1) is on her photos and stays. */

const NOW = momentAtWall('2026-03-09 12:00')

let database: Database
let store: Store
let folder: string
let place: Place
let noor: number
let bo: number
let boGuardian: number

beforeEach(async () => {
  database = await freshDatabase()
  store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  folder = await temporaryFolder()
  place = await addPlace(store, 'De Boomhut')
  noor = await addChild(store, 'N1', place, [{ from: '2025-09-01', until: '2026-03-13' }])
  bo = await addChild(store, 'B1', place, [{ from: '2025-09-01' }])
  await addGuardian(store, [noor], { email: 'noor@ouders.example' })
  boGuardian = await addGuardian(store, [bo], { email: 'bo@ouders.example' })
})

afterEach(async () => {
  await store.close()
  await database.drop()
})

const POLICIES = join(import.meta.dirname, '../../../policies')

async function run(change: Partial<ExportHands> = {}, at: Moment = NOW, from: Store = store) {
  const { versions } = await loadPolicy('delangekeizer', POLICIES)
  const hands = {
    organisation: 'Kinderopvang De Lange Keizer',
    policy: versions[0],
    media: join(folder, 'media'),
    folder: join(folder, 'exports'),
    signal: new AbortController().signal,
    elapsed: () => 0,
  }
  return exportChild(from, 'N1', { ...hands, ...change }, at)
}

/** A photo of these children; its content is its caption. */
async function addPhoto(
  caption: string,
  children: readonly number[],
  taken_at = '2026-01-12 10:15:00',
): Promise<string> {
  const file = await openFileStore(join(folder, 'media')).put(Buffer.from(caption))
  const photo = {
    ...file,
    type: 'image/jpeg',
    file_name: `${caption}.jpg`,
    group_id: place.group,
    taken_at,
    taken_from: 'tags' as const,
    caption,
  }
  await store.record(async (write) => {
    const { id } = await write.insertInto('photos').values(photo).returning('id').executeTakeFirstOrThrow()
    for (const child of children) {
      await write.insertInto('photo_children').values({ photo_id: id, child_id: child }).execute()
    }
  })
  return file.sha256
}

async function consent(guardian: number, withdrawn: IsoDate | null = null): Promise<void> {
  const row = {
    guardian_id: guardian,
    child_id: bo,
    purpose: 'share-photos',
    given_at: '2025-08-31T22:00:00Z',
  }
  await store.record((write) =>
    write
      .insertInto('consents')
      .values({ ...row, withdrawn_at: withdrawn })
      .execute(),
  )
}

async function removeCustody(child: number, position: number): Promise<void> {
  await store.record((write) =>
    write
      .updateTable('child_guardians')
      .set({ custody: false })
      .where('child_id', '=', child)
      .where('position', '=', position)
      .execute(),
  )
}

const filesThere = () => readdir(join(folder, 'exports'))

const exportRows = () =>
  store.read
    .selectFrom('exports')
    .select(['guardian_id', 'state', 'file', 'sha256'])
    .orderBy('made_at')
    .execute()

const countsOf = async () => {
  const [file] = (await run()).files
  return {
    photos: file?.photos,
    missingConsent: file?.leftOut['consent-missing'],
    untagged: file?.leftOut.untagged,
  }
}

test('a photo of the child alone needs nobody’s consent', async () => {
  await addPhoto('alone', [noor])
  expect(await countsOf()).toEqual({ photos: 1, missingConsent: 0, untagged: 0 })
})

test('a photo with another child goes along when that child has a consent', async () => {
  await addPhoto('together', [noor, bo])
  expect(await countsOf()).toEqual({ photos: 0, missingConsent: 1, untagged: 0 })
  await consent(boGuardian)
  expect(await countsOf()).toEqual({ photos: 1, missingConsent: 0, untagged: 0 })
})

test('a consent that one guardian with custody withdrew is withdrawn', async () => {
  await addPhoto('together', [noor, bo])
  await consent(boGuardian)
  await consent(await addGuardian(store, [bo], { email: 'second@ouders.example' }), '2026-01-05')
  expect(await countsOf()).toMatchObject({ photos: 0, missingConsent: 1 })
  await removeCustody(bo, 2)
  expect(await countsOf()).toMatchObject({ photos: 1, missingConsent: 0 })
})

test('a consent ends with the contract of the child that it is for', async () => {
  await addPhoto('together', [noor, bo])
  await consent(boGuardian)
  await store.record((write) =>
    write.updateTable('contracts').set({ last_day: '2026-03-08' }).where('child_id', '=', bo).execute(),
  )
  expect(await countsOf()).toMatchObject({ photos: 0, missingConsent: 1 })
})

test('children who leave together keep their photos with each other, also after the last day', async () => {
  await addPhoto('together', [noor, bo])
  await consent(boGuardian)
  await store.record((write) =>
    write.updateTable('contracts').set({ last_day: '2026-03-13' }).where('child_id', '=', bo).execute(),
  )
  const [file] = (await run({}, momentAtWall('2026-03-16 12:00'))).files
  expect(file).toMatchObject({ photos: 1, leftOut: { 'consent-missing': 0 } })
})

test('a worker that was taken over records nothing, and takes no file away but its own', async () => {
  await addPhoto('alone', [noor])
  const [made] = (await run()).files
  await addPhoto('new', [noor])
  const claim = {
    worker: 'worker',
    mark: 'second',
    settle: async () => {
      await writeFile(join(folder, 'exports', 'kind-N1-0123abcd.zip'), 'of whoever took over')
      throw new Error('taken over')
    },
  }
  await expect(run({ claim })).rejects.toThrow('taken over')
  expect(await filesThere()).toEqual(['kind-N1-0123abcd.zip', basename(made?.file ?? '')].toSorted())
  expect(await exportRows()).toMatchObject([{ state: 'ready', file: made?.file }])
})

test('an untagged photo goes to nobody and is counted', async () => {
  await addPhoto('nobody', [])
  expect(await countsOf()).toEqual({ photos: 0, missingConsent: 0, untagged: 1 })
})

test('each guardian with custody gets a ZIP, and one without custody none', async () => {
  await addGuardian(store, [noor], { email: 'third@ouders.example' })
  expect((await run()).files.map(({ guardian }) => guardian)).toEqual([1, 2])
  await removeCustody(noor, 1)
  expect((await run()).files.map(({ guardian }) => guardian)).toEqual([2])
  await removeCustody(noor, 2)
  await expect(run()).rejects.toThrow('write "ja" in ouder1_gezag')
})

test('a ZIP can be read by its owner only, and no part of one stays behind', async () => {
  const [file] = (await run()).files
  expect((await stat(file?.file ?? '')).mode & 0o777).toBe(0o600)
  expect(await filesThere()).toEqual([expect.stringMatching(/^kind-N1-[0-9a-f]{8}\.zip$/)])
})

test('a photo whose file is gone is counted, and the run is marked as done in part', async () => {
  const sha256 = await addPhoto('gone', [noor])
  await rm(join(folder, 'media', sha256.slice(0, 2)), { recursive: true })
  const [file] = (await run()).files
  expect(file).toMatchObject({ photos: 0, leftOut: { 'missing-file': 1 } })
  const [row] = await store.read.selectFrom('job_runs').select('outcome').execute()
  expect(row?.outcome).toBe('partial')
})

test('an unchanged export is not made again, and a removed file is', async () => {
  await addPhoto('alone', [noor])
  const [made] = (await run()).files
  expect((await run()).files).toEqual([{ ...made, unchanged: true }])
  await rm(made?.file ?? '')
  expect((await run()).files).toEqual([made])
})

test('a file that changed, its size the same, is made again', async () => {
  await addPhoto('alone', [noor])
  const [made] = (await run()).files
  const file = made?.file ?? ''
  const bytes = await readFile(file)
  await writeFile(file, Buffer.from(bytes).fill(0, 40, 60))
  expect((await run()).files).toEqual([made])
  expect(await readFile(file)).toEqual(bytes)
})

test('a file that came back from a backup is read, and stays when it is the same', async () => {
  await addPhoto('alone', [noor])
  const [made] = (await run()).files
  const file = made?.file ?? ''
  const bytes = await readFile(file)
  await rm(file)
  await writeFile(file, bytes)
  expect((await run()).files).toEqual([{ ...made, unchanged: true }])
})

test('a file that changed is made again, also when its times were set back', async () => {
  await addPhoto('alone', [noor])
  const [made] = (await run()).files
  const file = made?.file ?? ''
  const { atime, mtime } = await stat(file)
  await writeFile(file, (await readFile(file)).fill(0, 40, 60))
  await utimes(file, atime, mtime)
  expect((await run()).files).toEqual([made])
})

test('an export that lacked a file is made again, and has it when it came back', async () => {
  const sha256 = await addPhoto('gone', [noor])
  await rm(join(folder, 'media', sha256.slice(0, 2)), { recursive: true })
  expect((await run()).files).toMatchObject([{ photos: 0, unchanged: false }])
  expect((await run()).files).toMatchObject([{ photos: 0, unchanged: false }])
  await openFileStore(join(folder, 'media')).put(Buffer.from('gone'))
  expect((await run()).files).toMatchObject([{ photos: 1, unchanged: false }])
})

test('an export is the same tomorrow, while a contract runs and after the last day', async () => {
  await run()
  expect((await run({}, momentAtWall('2026-03-20 12:00'))).files).toMatchObject([{ unchanged: true }])
  await store.record((write) => write.updateTable('contracts').set({ last_day: null }).execute())
  expect((await run({}, momentAtWall('2026-03-20 12:00'))).files).toMatchObject([{ unchanged: false }])
  expect((await run({}, momentAtWall('2026-03-21 12:00'))).files).toMatchObject([{ unchanged: true }])
})

test('a new export takes the place of the old one, whose row is marked and whose file is gone', async () => {
  expect(await run()).toMatchObject({ removed: 0 })
  await addPhoto('new', [noor])
  const { files, removed } = await run({}, momentAtWall('2026-03-10 12:00'))
  expect(removed).toBe(1)
  expect(await exportRows()).toMatchObject([
    { state: 'removed', file: null },
    { state: 'ready', file: files[0]?.file },
  ])
  expect(await filesThere()).toEqual(files.map(({ file }) => basename(file)))
  const removals = await store.read
    .selectFrom('audit')
    .select('subject')
    .where('action', '=', 'export removed')
    .execute()
  expect(removals).toEqual([{ subject: 'child N1' }])
})

test('content that comes back is made again under its old key', async () => {
  const [before] = (await run()).files
  await addPhoto('soon untagged', [noor])
  await run()
  await store.record((write) => write.deleteFrom('photo_children').execute())
  await store.record((write) => write.deleteFrom('photos').execute())
  expect((await run()).files).toEqual([before])
  expect((await exportRows()).map(({ state }) => state).toSorted()).toEqual(['ready', 'removed'])
})

test('of a guardian who was replaced nothing stays, and the new one has a file of their own', async () => {
  const [before] = (await run()).files
  const other = await addGuardian(store, [], { email: 'other@ouders.example' })
  await store.record((write) =>
    write.updateTable('child_guardians').set({ guardian_id: other }).where('child_id', '=', noor).execute(),
  )
  const { files } = await run({}, momentAtWall('2026-03-10 12:00'))
  expect(files[0]?.file).not.toBe(before?.file)
  expect(await exportRows()).toMatchObject([
    { state: 'removed', file: null },
    { guardian_id: other, state: 'ready', file: files[0]?.file },
  ])
})

test('a dry run tells what would be made, kept, removed and mailed, and changes nothing', async () => {
  const { versions } = await loadPolicy('delangekeizer', POLICIES)
  const about = { child: 'N1', organisation: 'Kinderopvang De Lange Keizer', policy: versions[0] }
  const preview = (more = {}) => previewExport(store.read, { ...about, ...more }, NOW)
  expect(await preview()).toMatchObject({ files: [{ unchanged: false }], removed: 0, mails: 1 })
  await run()
  const made = await filesThere()
  expect(await preview()).toMatchObject({ files: [{ unchanged: true }], removed: 0, mails: 0 })
  await addPhoto('new', [noor])
  expect(await preview()).toMatchObject({ files: [{ unchanged: false, photos: 1 }], removed: 1, mails: 0 })
  expect(await preview({ tellAgain: true })).toMatchObject({ mails: 1 })
  expect(await filesThere()).toEqual(made)
})

test('a child that another process exports at this moment is worth another try, and other children do not wait', async () => {
  const other = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  const during = (child: string, work: () => Promise<unknown>) =>
    holding(other, { name: `export/${child}`, busy: '' }, work)
  await during('N1', () =>
    expect(run()).rejects.toMatchObject({
      exitCode: 75,
      message: expect.stringContaining('Child N1 is being exported'),
    }),
  )
  await during('B1', run)
  expect((await run()).files).toMatchObject([{ unchanged: true }])
  await other.close()
})

test('what a killed run left of a ZIP is removed by the next one, and nothing else in the folder is', async () => {
  const [made] = (await run()).files
  const own = `${made?.file}.0f8fad5b-d9cb-469f-a165-70867728950e.part`
  const others = own.replace('kind-N1-', 'kind-N1-2-')
  for (const file of [own, others]) await writeFile(file, 'half')
  await run()
  expect(await filesThere()).toEqual([basename(others), basename(made?.file ?? '')].toSorted())
})

test('an export that is interrupted leaves no file and no record', async () => {
  await expect(run({ signal: AbortSignal.abort(new Error('interrupted')) })).rejects.toThrow('interrupted')
  expect(await filesThere()).toEqual([])
  expect(await store.read.selectFrom('exports').selectAll().execute()).toEqual([])
})

test('an export that is interrupted before it is recorded leaves what was there', async () => {
  await run()
  const rows = await exportRows()
  const files = await filesThere()
  await addPhoto('new', [noor])
  const stop = new AbortController()
  const stopped = await openStore({
    database: database.url,
    schema: 'ouderportaal',
    command: 'test',
    signal: stop.signal,
  })
  const elapsed = () => {
    stop.abort(new Error('interrupted'))
    return 0
  }
  await expect(run({ elapsed }, NOW, stopped)).rejects.toThrow('interrupted')
  await stopped.close()
  expect(await exportRows()).toEqual(rows)
  expect(await filesThere()).toEqual(files)
})

test('a ZIP that a killed run left without a record is gone after the next export', async () => {
  await mkdir(join(folder, 'exports'))
  const strays = ['kind-N1-0123abcd.zip', 'kind-N10-0123abcd.zip']
  for (const stray of strays) await writeFile(join(folder, 'exports', stray), 'left behind')
  const { files } = await run()
  const kept = [...files.map(({ file }) => basename(file)), 'kind-N10-0123abcd.zip']
  expect((await readdir(join(folder, 'exports'))).toSorted()).toEqual(kept.toSorted())
})

test('an export that is too large is made in parts by year, each with a row, and told in one mail', async () => {
  await addPhoto('of the first year', [noor], '2025-10-12 10:15:00')
  await addPhoto('of the second year', [noor])
  const { files } = await run({ split: 20 })
  expect(files.map(({ file }) => basename(file).slice('kind-N1-12345678'.length))).toEqual([
    '-2025.zip',
    '-2026.zip',
  ])
  expect(files.map(({ photos }) => photos)).toEqual([1, 1])
  const rows = await store.read.selectFrom('exports').select(['part', 'parts']).orderBy('part').execute()
  expect(rows).toEqual([
    { part: 1, parts: 2 },
    { part: 2, parts: 2 },
  ])
  const mails = await store.read.selectFrom('mails').select('template').execute()
  expect(mails).toEqual([{ template: 'export-ready' }])
  expect((await run({ split: 20 })).files.map(({ unchanged }) => unchanged)).toEqual([true, true])
})

test('an export that is split at another size takes the place of what was there, to the last part', async () => {
  for (const hour of [10, 11, 12]) await addPhoto(`at ${hour}`, [noor], `2026-01-12 ${hour}:15:00`)
  for (const split of [11, 5, undefined, 11]) {
    const { files } = await run({ split })
    expect(files).toHaveLength(split === undefined ? 1 : ({ 11: 2, 5: 3 }[split] ?? 0))
    expect((await filesThere()).toSorted()).toEqual(files.map(({ file }) => basename(file)).toSorted())
    for (const { file } of files) expect((await verifyArchive(file)).problems).toEqual([])
  }
})

const completing = {
  worker: 'worker',
  mark: 'mark',
  settle: async () => {},
}

const offers = () =>
  store.read
    .selectFrom('exports')
    .select(['part', 'offered_until'])
    .where('state', '=', 'ready')
    .orderBy('part')
    .execute()

const mailsTold = () => store.read.selectFrom('mails').select('template').execute()

async function makeTwoParts(): Promise<void> {
  await addPhoto('of the first year', [noor], '2025-10-12 10:15:00')
  await addPhoto('of the second year', [noor])
  await run({ split: 20 })
}

test('all parts of an export are offered until the same day, counted from the last care day', async () => {
  await makeTwoParts()
  expect(await offers()).toEqual([
    { part: 1, offered_until: '2026-06-11' },
    { part: 2, offered_until: '2026-06-11' },
  ])
})

test('a part that is made again keeps the offer, and nobody is told again', async () => {
  await makeTwoParts()
  await addPhoto('late', [noor], '2026-01-13 10:15:00')
  await run({ split: 30 }, momentAtWall('2026-05-20 12:00'))
  expect(new Set((await offers()).map(({ offered_until }) => offered_until))).toEqual(new Set(['2026-06-11']))
  expect(await mailsTold()).toHaveLength(1)
})

test('an offer that would end too soon after a longer contract begins anew, and is told', async () => {
  await run()
  const longer = { last_day: '2026-04-30' } as const
  await store.record((write) =>
    write.updateTable('contracts').set(longer).where('child_id', '=', noor).execute(),
  )
  await run({}, momentAtWall('2026-04-20 12:00'))
  expect(await offers()).toEqual([{ part: 1, offered_until: '2026-07-29' }])
  expect(await mailsTold()).toHaveLength(2)
})

test('a part that is to be told again begins a new offer of all parts, told in one mail', async () => {
  await makeTwoParts()
  await addPhoto('late', [noor], '2026-01-13 10:15:00')
  const { files } = await run({ split: 30, tellAgain: true }, momentAtWall('2026-05-20 12:00'))
  expect(files.map(({ unchanged }) => unchanged)).toContain(false)
  expect(new Set((await offers()).map(({ offered_until }) => offered_until))).toEqual(new Set(['2026-08-18']))
  expect(await mailsTold()).toHaveLength(2)
})

test('an export that is completed keeps its offer, and nobody is told again, whichever part changed', async () => {
  await makeTwoParts()
  await addPhoto('last', [noor], '2026-03-13 10:15:00')
  await run({ split: 30, claim: completing }, momentAtWall('2026-03-16 12:00'))
  expect(new Set((await offers()).map(({ offered_until }) => offered_until))).toEqual(new Set(['2026-06-11']))
  expect(await mailsTold()).toHaveLength(1)
})

test('an export that is completed, and then completed back to what it was, is still the one that was told', async () => {
  await run()
  const told = await store.read.selectFrom('exports').select('id').where('state', '=', 'ready').execute()
  await addDiaryEntry(store, noor, '2026-03-02 10:15:00', 'Noor loopt.')
  await run({ claim: completing }, momentAtWall('2026-03-16 12:00'))
  await store.record((write) => write.deleteFrom('diary_entries').where('text', '=', 'Noor loopt.').execute())
  await run({ claim: completing }, momentAtWall('2026-03-17 12:00'))
  const now = await store.read.selectFrom('exports').select('id').where('state', '=', 'ready').execute()
  expect(now).toEqual(told)
})

test('a ZIP that is made again with the same content, as a file came back, keeps its offer and is not told again', async () => {
  const sha256 = await addPhoto('gone', [noor])
  await rm(join(folder, 'media', sha256.slice(0, 2)), { recursive: true })
  await run()
  await openFileStore(join(folder, 'media')).put(Buffer.from('gone'))
  const { files } = await run({}, momentAtWall('2026-03-16 12:00'))
  expect(files).toMatchObject([{ photos: 1, unchanged: false }])
  expect(await offers()).toEqual([{ part: 1, offered_until: '2026-06-11' }])
  expect(await mailsTold()).toHaveLength(1)
})

test('an export that is removed by the id of one part is removed with all of them', async () => {
  await makeTwoParts()
  const [{ id } = { id: '' }] = await store.read
    .selectFrom('exports')
    .select('id')
    .where('part', '=', 1)
    .execute()
  expect(await removeByHandJob.plan(store.read, { named: id.slice(0, 8) }, NOW)).toHaveLength(2)
})

test('an export is made also when an old ZIP can not be removed, and that is told', async () => {
  await run()
  await mkdir(join(folder, 'exports', 'kind-N1-0123abcd.zip', 'in the way'), { recursive: true })
  await addPhoto('new', [noor])
  const { files, left } = await run()
  expect(files).toMatchObject([{ unchanged: false, photos: 1 }])
  expect(left).toContain('kind-N1-0123abcd.zip')
  expect((await exportRows()).map(({ state }) => state).toSorted()).toEqual(['ready', 'removed'])
})
