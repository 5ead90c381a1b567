import { afterEach, beforeEach, expect, test } from 'vitest'
import { addChild, addGuardian, addPlace, type Place } from '../../test/support/family.ts'
import { runNight } from '../../test/support/night.ts'
import { type Database, freshDatabase } from '../../test/support/postgres.ts'
import { openTo } from '../../test/support/requests.ts'
import type { IsoDate } from '../rules/index.ts'
import type { Store } from '../store/open.ts'

/* Noor (N1) has two guardians and leaves on 13 March 2026; the first gave consent. Bo (B1) stays, and gave it too. */

let database: Database
let store: Store
let place: Place
let noor: number

beforeEach(async () => {
  database = await freshDatabase()
  store = await openTo(database)
  place = await addPlace(store, 'De Boomhut')
  noor = await addChild(store, 'N1', place, [{ from: '2025-09-01', until: '2026-03-13' }])
  const bo = await addChild(store, 'B1', place, [{ from: '2025-09-01' }])
  await consent(await addGuardian(store, [noor]), noor)
  await addGuardian(store, [noor])
  await consent(await addGuardian(store, [bo]), bo)
})

afterEach(async () => {
  await store.close()
  await database.drop()
})

async function consent(guardian_id: number, child_id: number): Promise<void> {
  const row = { guardian_id, child_id, purpose: 'share-photos', given_at: '2025-09-01T00:00:00Z' }
  await store.record((write) => write.insertInto('consents').values(row).execute())
}

const night = async (day: IsoDate) => (await runNight(store, 'end-of-contract', `${day} 03:20`)).counts

async function standing() {
  const access = await store.read
    .selectFrom('child_guardians')
    .select('access_until')
    .orderBy('child_id')
    .orderBy('position')
    .execute()
  const consents = await store.read.selectFrom('consents').select('ended_on').orderBy('child_id').execute()
  return [access.map(({ access_until }) => access_until), consents.map(({ ended_on }) => ended_on)]
}

const NOTHING = { ended: 0, resumed: 0, consentsEnded: 0, accessNarrowed: 0 }
const NOORS_END = { ended: 1, resumed: 0, consentsEnded: 1, accessNarrowed: 2 }

test('after the last day consents have ended and access is narrowed, of that child only, and once', async () => {
  expect(await night('2026-03-13')).toEqual(NOTHING)
  expect(await night('2026-03-14')).toEqual(NOORS_END)
  expect(await standing()).toEqual([
    ['2026-03-13', '2026-03-13', null],
    ['2026-03-13', null],
  ])
  expect(await night('2026-03-15')).toEqual(NOTHING)
})

test('after nights without a run the day is that of the contract', async () => {
  expect(await night('2026-04-01')).toEqual(NOORS_END)
  expect((await standing())[1]).toEqual(['2026-03-13', null])
})

test('a clock that is set back takes nothing back', async () => {
  await night('2026-03-14')
  expect(await night('2026-03-10')).toEqual(NOTHING)
  expect((await standing())[1]).toEqual(['2026-03-13', null])
})

test('a child that comes back has its consents and access again, from the new contract on', async () => {
  await night('2026-03-14')
  await store.record((write) =>
    write
      .insertInto('contracts')
      .values({
        ...{ number: 'N1-back', child_id: noor, group_id: place.group, care_type: 'KDV', weeks: 52 },
        ...{ first_day: '2026-05-01', days: JSON.stringify({ mon: '07:30-18:30' }) },
      })
      .execute(),
  )
  expect(await night('2026-03-20')).toEqual({ ...NOTHING, resumed: 1 })
  expect(await standing()).toEqual([
    [null, null, null],
    [null, null],
  ])
})

test('a consent that was withdrawn stays withdrawn and does not end', async () => {
  await store.record((write) =>
    write.updateTable('consents').set({ withdrawn_at: '2026-01-01T00:00:00Z' }).execute(),
  )
  expect(await night('2026-03-14')).toEqual({ ...NOORS_END, consentsEnded: 0 })
  expect((await standing())[1]).toEqual([null, null])
})

test('guardians that an import writes anew have what the contracts say by the next night', async () => {
  await night('2026-03-14')
  await store.record((write) => write.updateTable('child_guardians').set({ access_until: null }).execute())
  expect(await night('2026-03-15')).toEqual({ ...NOORS_END, consentsEnded: 0 })
})
