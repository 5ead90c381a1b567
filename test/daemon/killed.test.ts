import { setTimeout as later } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore, type Store } from '../../src/store/open.ts'
import { addNights, daysFrom, effectsIn } from '../support/nights.ts'
import { type Database, freshDatabase } from '../support/postgres.ts'
import { type CountingInbox, startInbox } from '../support/smtp.ts'
import { startWorker } from '../support/workers.ts'

const databases: Database[] = []
const stores: Store[] = []
let inbox: CountingInbox

beforeEach(async () => {
  inbox = await startInbox()
})

afterEach(async () => {
  await inbox.close()
  for (const store of stores.splice(0)) await store.close()
  for (const database of databases.splice(0)) await database.drop()
})

const DAYS = daysFrom('2026-03-02', 2)

async function open() {
  const database = await freshDatabase()
  const store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  databases.push(database)
  stores.push(store)
  await addNights(store, DAYS)
  return { store, start: () => startWorker({ database: database.url, transport: inbox.url }) }
}

/** The same numbers from 0 to 1 each time, from a seed (a linear congruential generator). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

test('daemons that are killed at any moment leave, with who comes after, what an undisturbed one leaves', async () => {
  const calm = await open()
  const undisturbed = calm.start()
  for (const day of DAYS) await undisturbed.turned(`${day} 23:59`)
  await undisturbed.end()

  const { store, start } = await open()
  const successor = start()
  const random = seeded(6)
  let killed = 0
  for (const day of DAYS) {
    for (let kills = 0; kills < 2; kills += 1) {
      const victim = start()
      await victim.heard('ready')
      victim.turn(`${day} 23:59`)
      await later(random() * 150)
      killed += victim.said.some((line) => line.startsWith('turned')) ? 0 : 1
      victim.kill('SIGKILL')
      await victim.end()
    }
    await successor.turned(`${day} 23:59`)
  }
  await successor.end()
  expect(killed).toBeGreaterThan(0)
  expect(await effectsIn(store)).toEqual(await effectsIn(calm.store))
}, 300_000)
