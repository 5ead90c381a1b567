import { afterEach, beforeEach, expect, test } from 'vitest'
import { jobs } from '../../src/jobs/index.ts'
import { momentAtWall } from '../../src/rules/index.ts'
import { openStore, type Store } from '../../src/store/open.ts'
import { runNightly } from '../support/mail-work.ts'
import { addNights, daysFrom, effectsIn } from '../support/nights.ts'
import { type Database, freshDatabase } from '../support/postgres.ts'
import { type CountingInbox, startInbox } from '../support/smtp.ts'
import { startWorker } from '../support/workers.ts'

let database: Database
let store: Store
let inbox: CountingInbox

beforeEach(async () => {
  database = await freshDatabase()
  store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  inbox = await startInbox()
})

afterEach(async () => {
  await inbox.close()
  await store.close()
  await database.drop()
})

const DAYS = daysFrom('2026-03-02', 15)

const messageIds = () => inbox.received.map((mail) => /^Message-ID: (.*)$/im.exec(mail)?.[1])

/** Each day's jobs, and in each of its weeks that of the week. */
const daily = jobs.filter(({ weekday }) => weekday === undefined)
const SLOTS = daily.length * DAYS.length + 2 * (jobs.length - daily.length)

test('three daemons and a run by hand share a hundred slots: each is run once, and has its effects once', async () => {
  await addNights(store, DAYS)
  const workers = [1, 2, 3].map(() => startWorker({ database: database.url, transport: inbox.url }))
  const byDaemons = workers.map(async (worker) => {
    for (const day of DAYS) await worker.turned(`${day} 23:59`)
    await worker.end()
  })
  const byHand = DAYS.map((day) => momentAtWall(`${day} 23:59`))
  for (const at of byHand) {
    await runNightly(store, 'expire-credits', { at })
    await runNightly(store, 'warn-expiring-credits', { at })
  }
  await Promise.all(byDaemons)
  expect(workers.flatMap(({ said }) => said.filter((line) => line.startsWith('failed')))).toEqual([])
  const { slots, entries, mails } = await effectsIn(store)
  expect(slots).toHaveLength(SLOTS)
  expect(SLOTS).toBeGreaterThanOrEqual(100)
  expect(new Set(slots).size).toBe(SLOTS)
  const expired = entries.filter((entry) => entry.includes('expired'))
  expect(new Set(expired).size).toBe(expired.length)
  expect(expired).toHaveLength(DAYS.length - 1)
  // One that had become pointless by the time that it was sent is left out, by whoever has it.
  const states = Map.groupBy(mails, (mail) => mail.split(' ').at(-1))
  expect([...states.keys()].filter((state) => state !== 'sent' && state !== 'skipped')).toEqual([])
  expect(messageIds()).toHaveLength(states.get('sent')?.length ?? 0)
  expect(new Set(messageIds()).size).toBe(messageIds().length)
}, 300_000)
