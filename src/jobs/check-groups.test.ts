import { afterEach, beforeEach, expect, test } from 'vitest'
import { deliverAndRead } from '../../test/support/delivered.ts'
import { addChild, addPlace, type Place } from '../../test/support/family.ts'
import { runNight } from '../../test/support/night.ts'
import { type Database, freshDatabase } from '../../test/support/postgres.ts'
import { momentAtWall } from '../rules/index.ts'
import { openStore, type Store } from '../store/open.ts'

let database: Database
let store: Store
let place: Place

/** Two children come on Mondays and Tuesdays to a group with one place; 2 March is a Monday. */
beforeEach(async () => {
  database = await freshDatabase()
  store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  place = await addPlace(store, 'De Boomhut', 'boomhut@opvang.example')
  await addChild(store, 'K1', place, [{ from: '2024-09-02' }])
  await addChild(store, 'K2', place, [{ from: '2024-09-02', until: '2026-03-09' }])
  await places(1)
})

afterEach(async () => {
  await store.close()
  await database.drop()
})

const places = (count: number) =>
  store.record((write) => write.updateTable('groups').set({ places: count }).execute())

const staff = (date: '2026-03-03', count: number) =>
  store.record((write) =>
    write.insertInto('group_staff').values({ group_id: place.group, date, staff: count }).execute(),
  )

const check = async (wall: string, dryRun = false) =>
  (await runNight(store, 'check-groups', wall, { dryRun })).counts

const mails = async () => {
  const rows = await store.read
    .selectFrom('mails')
    .select(['location_id', 'data'])
    .where('template', '=', 'groups-too-full')
    .orderBy('created_at')
    .execute()
  return rows.map(({ location_id, data }) => ({ location: location_id, ...data }))
}

test('a location is told its days over places, once', async () => {
  expect(await check('2026-03-02 06:20', true)).toMatchObject({ daysOverPlaces: 3, mails: 1 })
  expect(await mails()).toEqual([])
  await check('2026-03-02 06:20')
  expect(await check('2026-03-02 06:21')).toMatchObject({ daysOverPlaces: 3, mails: 0 })
  expect(await check('2026-03-03 06:20')).toMatchObject({ daysOverPlaces: 2, mails: 0 })
  const days = ['2026-03-02', '2026-03-03', '2026-03-09'].map((date) => ({
    ...{ group: 'Bijtjes', date, children: 2, places: 1 },
  }))
  expect(await mails()).toEqual([
    { location: place.location, overPlaces: days, shortOfStaff: [], until: '2026-04-01' },
  ])
})

test('the mail says in words where and when', async () => {
  await check('2026-03-02 06:20')
  const { mails } = await deliverAndRead(store, momentAtWall('2026-03-03 06:30'))
  expect(mails).toMatchObject([
    { to: 'boomhut@opvang.example', subject: 'De Boomhut: te volle groepen op 2 dagen' },
  ])
  expect(mails[0]?.text).toContain('Bijtjes, maandag 9 maart 2026: 2 kinderen, 1 plaats')
})

test('a change is told, with all that is wrong by then', async () => {
  await check('2026-03-02 06:20')
  await addChild(store, 'K3', place, [{ from: '2026-03-09', until: '2026-03-09' }])
  expect(await check('2026-03-03 06:20')).toMatchObject({ daysOverPlaces: 2, mails: 1 })
  expect((await mails()).at(-1)).toMatchObject({
    overPlaces: [
      { date: '2026-03-03', children: 2 },
      { date: '2026-03-09', children: 3 },
    ],
  })
})

test('where staff is planned, the legal ratio is looked at too', async () => {
  await places(16)
  await staff('2026-03-03', 0)
  expect(await check('2026-03-02 06:20')).toMatchObject({ daysOverPlaces: 0, daysShortOfStaff: 1, mails: 1 })
  expect((await mails()).at(-1)).toMatchObject({
    shortOfStaff: [{ group: 'Bijtjes', date: '2026-03-03', children: 2, staff: 0, required: 1 }],
  })
})

test('a location without an address is a finding, and the run is done in part', async () => {
  await store.record((write) => write.updateTable('locations').set({ email: null }).execute())
  expect(await check('2026-03-02 06:20')).toMatchObject({ daysOverPlaces: 3, mails: 0 })
  const run = await store.read.selectFrom('job_runs').selectAll().executeTakeFirstOrThrow()
  expect(run).toMatchObject({ outcome: 'partial', findings: [{ code: 'location-without-address' }] })
})

test('where all is well nobody is told', async () => {
  await places(2)
  expect(await check('2026-03-02 06:20')).toEqual({
    ...{ locations: 0, daysOverPlaces: 0, daysShortOfStaff: 0, mails: 0 },
  })
})
