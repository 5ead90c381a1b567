import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, freshDatabase } from '../../test/support/postgres.ts'
import { addMail, mailId } from '../../test/support/stored-mails.ts'
import { queueDue } from './mail-claims.ts'
import { openStore, type Store } from './open.ts'
import { openQueue } from './queue.ts'

let database: Database
let store: Store

beforeAll(async () => {
  database = await freshDatabase()
  store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
})

afterAll(async () => {
  await store.close()
  await database.drop()
})

test('an activation that is tried again is queued before the older newsletters that would fill the portion', async () => {
  for (const digit of [1, 2, 3]) await addMail(store, digit, { state: 'queued', template: 'newsletter' })
  await addMail(store, 4, { state: 'queued', try_after: '2026-03-02 08:00:00Z', tries: 1 })
  await addMail(store, 5, { state: 'queued' })
  const queue = await openQueue(store)
  await store.record((write) => queueDue(write, queue, '2026-03-02T09:00:00Z', 3))
  const queued = await store.record((write) => queue.take(write, 10))
  await queue.close()
  expect(queued.toSorted()).toEqual([mailId(1), mailId(4), mailId(5)])
})
