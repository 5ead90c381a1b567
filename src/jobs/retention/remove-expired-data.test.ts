import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addPhotoOf, askFor, makeQueued } from '../../../test/support/departures.ts'
import { addChild, addGuardian, addPlace, type Place } from '../../../test/support/family.ts'
import { temporaryFolder } from '../../../test/support/folder.ts'
import { runNight } from '../../../test/support/night.ts'
import { type Database, freshDatabase } from '../../../test/support/postgres.ts'
import { openTo, runAt } from '../../../test/support/requests.ts'
import type { IsoDate } from '../../rules/index.ts'
import { countRows } from '../../store/batch.ts'
import type { Store } from '../../store/open.ts'
import type { Tables } from '../../store/tables.ts'
import { runJob } from '../run.ts'
import { confirmRetentionJob } from './confirm.ts'

/* Noor (N1) left on 13 March 2024, with a photo of her own, one with Bo, who stays, a diary and an export. */

let database: Database
let store: Store
let folder: string
let place: Place
let noor: number
let bo: number
let mother: number
let own: string
let shared: string

beforeEach(async () => {
  database = await freshDatabase()
  store = await openTo(database)
  folder = await temporaryFolder()
  place = await addPlace(store, 'De Boomhut')
  noor = await addChild(store, 'N1', place, [{ from: '2022-09-01', until: '2024-03-13' }])
  bo = await addChild(store, 'B1', place, [{ from: '2023-09-01' }])
  mother = await addGuardian(store, [noor], { email: 'noor@ouders.example', account: 'active' })
  await addGuardian(store, [bo], { email: 'bo@ouders.example', account: 'active' })
  own = await addPhoto('own', [noor])
  shared = await addPhoto('shared', [noor, bo])
  await writeDiary('n', noor, shared)
  await askFor(store, [noor])
  await makeQueued(store, folder, '2024-03-14 12:00')
})

afterEach(async () => {
  await store.close()
  await database.drop()
})

const addPhoto = (content: string, children: readonly number[]) =>
  addPhotoOf(store, children, { folder, group: place.group, content })

async function writeDiary(key: string, child_id: number, photo: string): Promise<void> {
  const entry = { key, child_id, written_at: '2024-01-05 10:00:00', author: 'Juf Anne', text: key }
  await store.record(async (write) => {
    const { id } = await write
      .insertInto('diary_entries')
      .values(entry)
      .returning('id')
      .executeTakeFirstOrThrow()
    const { id: photo_id } = await write
      .selectFrom('photos')
      .select('id')
      .where('sha256', '=', photo)
      .executeTakeFirstOrThrow()
    await write.insertInto('diary_photos').values({ entry_id: id, position: 1, photo_id }).execute()
  })
}

const media = () => join(folder, 'media')

const night = async (day: IsoDate, dryRun = false) =>
  (await runNight(store, 'remove-expired-data', `${day} 04:30`, { dryRun, media: media() })).counts

const confirm = (day: IsoDate, months = 24) =>
  runJob(store, confirmRetentionJob({ months, media: media() }), {}, runAt(`${day} 12:00`))

async function rows(...tables: (keyof Tables)[]): Promise<readonly number[]> {
  const counts: number[] = []
  for (const table of tables) counts.push(await countRows(store.read, table))
  return counts
}

const kept = () => rows('photos', 'photo_children', 'diary_entries', 'diary_photos')

async function photoFiles(): Promise<readonly string[]> {
  const files = await readdir(media(), { recursive: true })
  return files.map((file) => file.replace('/', '')).filter((file) => file.length === 64)
}

const accounts = () =>
  store.read
    .selectFrom('accounts')
    .select(['guardian_id', 'state', 'password_hash'])
    .orderBy('guardian_id')
    .execute()

const NOTHING = { children: 0, photos: 0, diaryEntries: 0, exports: 0, accounts: 0, refused: 0 }
const NOORS = { children: 1, photos: 1, diaryEntries: 1, exports: 1, accounts: 1, refused: 0 }

test('until somebody has confirmed it nothing is removed, and the run says so', async () => {
  const before = await kept()
  expect(await night('2026-03-14')).toEqual({ ...NOTHING, refused: 1 })
  expect(await kept()).toEqual(before)
  const [run] = await store.read
    .selectFrom('job_runs')
    .select(['outcome', 'findings'])
    .where('job', '=', 'remove-expired-data')
    .execute()
  expect(run).toMatchObject({ outcome: 'partial', findings: [{ code: 'retention-unconfirmed' }] })
})

test('what was confirmed goes the day after two years and not before; what a child that stays shares, stays', async () => {
  await confirm('2026-03-10')
  expect(await night('2026-03-13')).toEqual(NOTHING)
  expect(await night('2026-03-14', true)).toEqual(NOORS)
  expect(await night('2026-03-14')).toEqual(NOORS)
  expect(await kept()).toEqual([1, 2, 0, 0])
  expect(await accounts()).toMatchObject([
    { guardian_id: mother, state: 'closed', password_hash: null },
    { state: 'active' },
  ])
  expect(await readdir(join(folder, 'exports'))).toEqual([])
  expect(await night('2026-03-15')).toEqual(NOTHING)
})

test('as long as an export is offered its child keeps everything, and goes the day after', async () => {
  await confirm('2026-03-10')
  await store.record((write) => write.updateTable('exports').set({ offered_until: '2026-03-15' }).execute())
  expect(await night('2026-03-15')).toEqual(NOTHING)
  expect(await night('2026-03-16')).toEqual(NOORS)
})

test('the shared photo keeps the tag of the child that left, or nobody would ask for its consent any more', async () => {
  await confirm('2026-03-10')
  await night('2026-03-14')
  const tagged = await store.read
    .selectFrom('photo_children')
    .select('child_id')
    .orderBy('child_id')
    .execute()
  expect(tagged.map(({ child_id }) => child_id)).toEqual([noor, bo])
})

test('files of photos go a night later, unless the photo came in again', async () => {
  const again = await addPhoto('again', [noor])
  await confirm('2026-03-10')
  await night('2026-03-14')
  expect((await photoFiles()).toSorted()).toEqual([again, own, shared].toSorted())
  await addPhoto('again', [bo])
  await night('2026-03-15')
  expect((await photoFiles()).toSorted()).toEqual([again, shared].toSorted())
  expect(await rows('photo_removals')).toEqual([0])
})

test('every removal is in the audit, with counts and without names', async () => {
  await confirm('2026-03-10')
  await night('2026-03-14')
  const audit = await store.read
    .selectFrom('audit')
    .select(['action', 'subject', 'details'])
    .where('action', 'in', ['data removed', 'retention applied', 'retention confirmed'])
    .orderBy('id')
    .execute()
  expect(audit).toMatchObject([
    { action: 'retention confirmed', subject: '24 months' },
    { action: 'data removed', subject: 'child N1', details: { photos: 1, diary: 1, exports: 1 } },
    { action: 'retention applied', details: { children: 1, accounts: 1, guardians: [mother] } },
  ])
})

test('a guardian with a child in care keeps the account, and a child that came back everything', async () => {
  await addChild(store, 'N2', place, [{ from: '2025-09-01' }])
  await store.record((write) =>
    write
      .insertInto('child_guardians')
      .values({ child_id: bo, position: 2, guardian_id: mother, custody: true })
      .execute(),
  )
  await confirm('2026-03-10')
  expect(await night('2026-03-14', true)).toEqual({ ...NOORS, accounts: 0 })
  await store.record((write) => write.updateTable('contracts').set({ last_day: null }).execute())
  expect(await night('2026-03-14')).toEqual(NOTHING)
})

test('other settings are to be confirmed anew', async () => {
  await confirm('2026-03-10', 36)
  expect(await night('2026-03-14')).toEqual({ ...NOTHING, refused: 1 })
})

test('an unusually large removal waits until it was confirmed in the week before', async () => {
  await confirm('2026-03-10')
  for (let n = 0; n < 25; n += 1) {
    const child = await addChild(store, `K${n}`, place, [{ from: '2022-09-01', until: '2024-03-20' }])
    await addPhoto(`photo ${n}`, [child])
  }
  expect(await night('2026-03-21')).toMatchObject({ children: 0, refused: 26 })
  await confirm('2026-03-21')
  expect(await night('2026-03-29')).toMatchObject({ children: 0, refused: 26 })
  expect(await night('2026-03-22')).toMatchObject({ children: 26, refused: 0 })
})
