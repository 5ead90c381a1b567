import { afterEach, beforeEach, expect, test } from 'vitest'
import { addChild, addGuardian, addPlace, type Place } from '../../test/support/family.ts'
import { invite, mailSettings, NOW } from '../../test/support/mail-work.ts'
import { type Database, freshDatabase } from '../../test/support/postgres.ts'
import { type CountingInbox, startInbox } from '../../test/support/smtp.ts'
import { openPace, type Pace } from '../mail/pace.ts'
import { openStore, type Store } from '../store/open.ts'
import { deliverPortion } from './deliver-portion.ts'

let database: Database
let store: Store
let place: Place
let inbox: CountingInbox

beforeEach(async () => {
  database = await freshDatabase()
  store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  place = await addPlace(store, 'De Boomhut')
  inbox = await startInbox()
})

afterEach(async () => {
  await inbox.close()
  await store.close()
  await database.drop()
})

async function inviteOne(name: string): Promise<void> {
  const child = await addChild(store, name, place, [{ from: '2026-03-09' }])
  await addGuardian(store, [child], { email: `${name}@ouders.example` })
  await invite(store)
}

/** A portion that ends when a mail has to wait for its turn; how long it would have waited. */
async function portion(pace: Pace): Promise<number | undefined> {
  const ending = new AbortController()
  let waited: number | undefined
  const impatient: Pace = {
    ...pace,
    first(hosts) {
      const go = pace.first(hosts)
      if (go && go.wait > 0) {
        waited = go.wait
        ending.abort()
      }
      return go
    },
  }
  const run = { at: NOW, actor: 'test', signal: ending.signal, elapsed: () => 0, pace: impatient }
  await deliverPortion(store, mailSettings(inbox.url), run)
  return waited
}

test('the pace goes on from one portion to the next: a mail waits for the turn that the last one left it', async () => {
  let clock = 500_000
  const pace = openPace({ rate: 0.05 }, () => clock)
  await inviteOne('anna')
  expect(await portion(pace)).toBeUndefined()
  await inviteOne('bo')
  clock += 5_000
  expect(await portion(pace)).toBe(15_000)
  expect(inbox.received).toHaveLength(1)
  clock += 15_000
  expect(await portion(pace)).toBeUndefined()
  expect(inbox.received).toHaveLength(2)
})
