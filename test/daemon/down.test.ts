import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore, type Store } from '../../src/store/open.ts'
import { driven, member } from '../support/daemon.ts'
import { addNights, daysFrom, effectsIn } from '../support/nights.ts'
import { type Database, freshDatabase } from '../support/postgres.ts'

let database: Database
let store: Store

beforeEach(async () => {
  database = await freshDatabase()
  store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
})

afterEach(async () => {
  await store.close()
  await database.drop()
})

const DAYS = daysFrom('2026-03-02', 6)

test('after three days down every credit that lapsed is expired, and each guardian hears of it once', async () => {
  await addNights(store, DAYS)
  const daemon = driven([await member(database.url)])
  await daemon.at('2026-03-03 23:59')
  await daemon.at('2026-03-07 23:59')
  await daemon.at('2026-03-07 23:59')
  await daemon.close()
  const { entries, mails, slots } = await effectsIn(store)
  const expired = entries.filter((entry) => entry.includes('expired'))
  expect(expired).toEqual(DAYS.slice(0, 5).map((_, index) => `K${index} expired -630`))
  expect(new Set(mails).size).toBe(mails.length)
  expect(slots.filter((slot) => slot?.startsWith('expire-credits'))).toEqual([
    'expire-credits 2026-03-03',
    'expire-credits 2026-03-07',
  ])
})
