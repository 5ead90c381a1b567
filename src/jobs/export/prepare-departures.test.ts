import { afterEach, beforeEach, expect, test } from 'vitest'
import { addPhotoOf, makeQueued } from '../../../test/support/departures.ts'
import { addChild, addGuardian, addPlace, type Place } from '../../../test/support/family.ts'
import { temporaryFolder } from '../../../test/support/folder.ts'
import { runNight } from '../../../test/support/night.ts'
import { type Database, freshDatabase } from '../../../test/support/postgres.ts'
import { openTo } from '../../../test/support/requests.ts'
import type { IsoDate } from '../../rules/index.ts'
import type { Store } from '../../store/open.ts'

/* By the sample policy: prepared 14 days before the last day, completed 3 days after it, offered 90 days from it. */

let database: Database
let store: Store
let folder: string
let place: Place

beforeEach(async () => {
  database = await freshDatabase()
  store = await openTo(database)
  folder = await temporaryFolder()
  place = await addPlace(store, 'De Boomhut')
})

afterEach(async () => {
  await store.close()
  await database.drop()
})

async function addLeaving(number: string, until: IsoDate | null = '2026-03-13'): Promise<number> {
  const child = await addChild(store, number, place, [{ from: '2025-09-01', ...(until && { until }) }])
  await addGuardian(store, [child], { email: `${number}@ouders.example` })
  return child
}

const night = async (day: IsoDate, dryRun = false) =>
  (await runNight(store, 'prepare-departures', `${day} 04:10`, { dryRun })).counts

const make = (day: IsoDate) => makeQueued(store, folder, `${day} 05:00`)

const asked = () =>
  store.read
    .selectFrom('export_jobs')
    .select(['cause', 'state'])
    .orderBy('asked_at')
    .orderBy('cause')
    .execute()

const mails = () => store.read.selectFrom('mails').select(['key', 'template']).execute()

const ready = () =>
  store.read
    .selectFrom('exports')
    .select(['id', 'offered_until', 'counts', 'state'])
    .where('state', '=', 'ready')
    .execute()

const NONE = { prepared: 0, completed: 0, renewed: 0, withoutCustody: 0 }

test('an export is asked from fourteen days before the last day on, once', async () => {
  await addLeaving('N1')
  expect(await night('2026-02-26')).toEqual(NONE)
  expect(await night('2026-02-27', true)).toEqual({ ...NONE, prepared: 1 })
  expect(await night('2026-02-27')).toEqual({ ...NONE, prepared: 1 })
  expect(await night('2026-02-28')).toEqual(NONE)
  await make('2026-02-28')
  expect(await night('2026-03-01')).toEqual(NONE)
})

test('after the last day it is completed once, with the last photos, in the same offer and without another mail', async () => {
  const noor = await addLeaving('N1')
  await night('2026-02-27')
  await make('2026-02-27')
  const [before] = await ready()
  expect(before).toMatchObject({ offered_until: '2026-06-11', counts: { photos: 0 } })
  await addPhotoOf(store, [noor], { folder, group: place.group, content: 'last', at: '2026-03-13 10:00:00' })
  expect(await night('2026-03-15')).toEqual(NONE)
  expect(await night('2026-03-16')).toEqual({ ...NONE, completed: 1 })
  expect((await make('2026-03-16')).counts).toMatchObject({ made: 1 })
  expect(await night('2026-03-17')).toEqual(NONE)
  expect(await ready()).toEqual([{ ...before, counts: expect.objectContaining({ photos: 1 }) }])
  expect(await mails()).toEqual([{ key: `export-ready/${before?.id}/2026-06-11`, template: 'export-ready' }])
})

test('after nights without a run a child that has left has one export, and its guardian one mail', async () => {
  await addLeaving('N1')
  expect(await night('2026-03-20')).toEqual({ ...NONE, completed: 1 })
  await make('2026-03-20')
  expect(await ready()).toMatchObject([{ offered_until: '2026-06-18' }])
  expect(await mails()).toHaveLength(1)
})

test('of a child that left before the time of an offer, or that stays, none is asked', async () => {
  await addLeaving('N1', '2025-11-01')
  await addLeaving('N2', null)
  const back = await addChild(store, 'N3', place, [
    { from: '2025-09-01', until: '2026-03-01' },
    { from: '2026-04-01' },
  ])
  await addGuardian(store, [back])
  expect(await night('2026-03-09')).toEqual(NONE)
})

test('a last day that is moved is another departure', async () => {
  await addLeaving('N1')
  await night('2026-03-09')
  await make('2026-03-09')
  await store.record((write) => write.updateTable('contracts').set({ last_day: '2026-03-20' }).execute())
  expect(await night('2026-03-10')).toEqual({ ...NONE, prepared: 1 })
})

test('what was given up is asked again the next day, and not on the same', async () => {
  await addLeaving('N1')
  await night('2026-03-09')
  const given = { state: 'failed' as const, ended_at: '2026-03-09T04:00:00Z' }
  await store.record((write) => write.updateTable('export_jobs').set(given).execute())
  expect(await night('2026-03-09')).toEqual(NONE)
  expect(await night('2026-03-10')).toEqual({ ...NONE, prepared: 1 })
  expect(await asked()).toEqual([{ cause: 'departure', state: 'queued' }])
})

/** A photo of Noor with Sem, who stays and of whom a guardian has given consent; gives that guardian. */
async function addPhotoWithSem(noor: number) {
  const sem = await addChild(store, 'S1', place, [{ from: '2025-09-01' }])
  const guardian_id = await addGuardian(store, [sem], { email: 's1@ouders.example' })
  const given = { guardian_id, child_id: sem, purpose: 'share-photos', given_at: '2025-09-01T10:00:00Z' }
  await store.record((write) => write.insertInto('consents').values(given).execute())
  await addPhotoOf(store, [noor, sem], { folder, group: place.group, content: 'Noor and Sem' })
  return guardian_id
}

const withdraw = (guardian: number, at: string) =>
  store.record((write) =>
    write.updateTable('consents').set({ withdrawn_at: at }).where('guardian_id', '=', guardian).execute(),
  )

test('a photo of which a consent is withdrawn leaves an export that is offered the next night, in the same offer', async () => {
  const ofSem = await addPhotoWithSem(await addLeaving('N1'))
  await night('2026-03-16')
  await make('2026-03-16')
  const [before] = await ready()
  expect(before).toMatchObject({ counts: { photos: 1 } })
  expect(await night('2026-05-01')).toEqual(NONE)
  await withdraw(ofSem, '2026-05-01T10:00:00Z')
  expect(await night('2026-05-02', true)).toEqual({ ...NONE, renewed: 1 })
  expect(await night('2026-05-02')).toEqual({ ...NONE, renewed: 1 })
  expect((await make('2026-05-02')).counts).toMatchObject({ made: 1 })
  expect(await ready()).toEqual([{ ...before, counts: expect.objectContaining({ photos: 0 }) }])
  expect(await mails()).toHaveLength(1)
  expect(await night('2026-05-03')).toEqual(NONE)
})

test('a withdrawal of a day before the export was made, which is recorded after it, takes the photo out too', async () => {
  const ofSem = await addPhotoWithSem(await addLeaving('N1'))
  await night('2026-03-16')
  await make('2026-03-16')
  await withdraw(ofSem, '2026-03-15T23:00:00Z')
  expect(await night('2026-03-17')).toEqual({ ...NONE, renewed: 1 })
  await make('2026-03-17')
  expect(await ready()).toEqual([expect.objectContaining({ counts: expect.objectContaining({ photos: 0 }) })])
  expect(await night('2026-03-18')).toEqual(NONE)
})

test('a photo on which somebody is tagged later, without a consent, leaves an export that is offered', async () => {
  await addPhotoWithSem(await addLeaving('N1'))
  await night('2026-03-16')
  await make('2026-03-16')
  const daan = await addChild(store, 'D1', place, [{ from: '2025-09-01' }])
  const { id } = await store.read.selectFrom('photos').select('id').executeTakeFirstOrThrow()
  const tag = { photo_id: id, child_id: daan }
  await store.record((write) => write.insertInto('photo_children').values(tag).execute())
  expect(await night('2026-03-17')).toEqual({ ...NONE, renewed: 1 })
  await make('2026-03-17')
  expect(await ready()).toEqual([expect.objectContaining({ counts: expect.objectContaining({ photos: 0 }) })])
})

test('an export of which is not known what is in it is looked at once', async () => {
  await addPhotoWithSem(await addLeaving('N1'))
  await night('2026-03-16')
  await make('2026-03-16')
  await store.record((write) => write.updateTable('exports').set({ photos: null }).execute())
  expect(await night('2026-03-17')).toEqual({ ...NONE, renewed: 1 })
  await make('2026-03-17')
  expect(await night('2026-03-18')).toEqual(NONE)
})

test('a new photo and a withdrawal that changes no export are no reason to make it anew', async () => {
  const noor = await addLeaving('N1')
  await addPhotoWithSem(noor)
  await night('2026-03-16')
  await make('2026-03-16')
  const { guardian_id, child_id, purpose } = await store.read
    .selectFrom('consents')
    .selectAll()
    .executeTakeFirstOrThrow()
  await withdraw(guardian_id, '2026-05-01T10:00:00Z')
  const again = { guardian_id, child_id, purpose, given_at: '2026-05-01T11:00:00Z' }
  await store.record((write) => write.insertInto('consents').values(again).execute())
  await addPhotoOf(store, [noor], { folder, group: place.group, content: 'Noor alone' })
  expect(await night('2026-05-02')).toEqual(NONE)
})

test('a child without a guardian with custody is told of', async () => {
  await addLeaving('N1')
  await store.record((write) => write.updateTable('child_guardians').set({ custody: false }).execute())
  expect(await night('2026-03-09')).toEqual({ ...NONE, withoutCustody: 1 })
})
