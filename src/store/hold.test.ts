import { setTimeout as later } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Database, freshDatabase } from '../../test/support/postgres.ts'
import { tryHolding } from './hold.ts'
import { openStore, type Store } from './open.ts'

let database: Database
const stores: Store[] = []

beforeEach(async () => {
  database = await freshDatabase()
})

afterEach(async () => {
  for (const store of stores.splice(0)) await store.close()
  await database.drop()
})

async function open(): Promise<Store> {
  const store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  stores.push(store)
  return store
}

const HOLD = { name: 'inbox', lease: 800 }

/** This process stands still for so many milliseconds, and runs nothing. */
function freeze(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

test('what a process holds that is alive it holds for as long as its work takes', async () => {
  const [one, other] = [await open(), await open()]
  const done = await tryHolding(one, HOLD, async () => {
    await later(2_400)
    return tryHolding(other, HOLD, async () => 'mine')
  })
  expect(done).toEqual({ done: undefined })
  expect(await tryHolding(other, HOLD, async () => 'mine')).toEqual({ done: 'mine' })
})

test('what a process holds that stands still is free after its lease', async () => {
  const [one, other] = [await open(), await open()]
  const done = await tryHolding(one, HOLD, async () => {
    freeze(2_000)
    return tryHolding(other, HOLD, async () => 'mine')
  })
  expect(done).toEqual({ done: { done: 'mine' } })
})
