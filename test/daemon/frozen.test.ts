import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore, type Store } from '../../src/store/open.ts'
import { addNights, daysFrom, effectsIn } from '../support/nights.ts'
import { type Database, freshDatabase } from '../support/postgres.ts'
import { type CountingInbox, startInbox } from '../support/smtp.ts'
import { startWorker, type Worker } from '../support/workers.ts'

let database: Database
let store: Store
let inbox: CountingInbox
const workers: Worker[] = []

beforeEach(async () => {
  database = await freshDatabase()
  store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  inbox = await startInbox()
})

afterEach(async () => {
  for (const worker of workers.splice(0)) worker.kill('SIGKILL')
  await inbox.close()
  await store.close()
  await database.drop()
})

function start(options: { readonly freezeAt?: string; readonly url?: string }): Worker {
  const { url = database.url, ...rest } = options
  const worker = startWorker({ database: url, transport: inbox.url, ...rest })
  workers.push(worker)
  return worker
}

const NIGHT = '2026-03-03 23:59'

test('what a frozen daemon was doing is done by another after its lease, and its late write is refused', async () => {
  await addNights(store, daysFrom('2026-03-02', 2))
  const shortLease = `${database.url}?idle_in_transaction_session_timeout=300`
  const frozen = start({ freezeAt: 'expire-credits', url: shortLease })
  const other = start({})
  frozen.turn(NIGHT)
  await frozen.heard('began expire-credits')
  // The other leaves it to the frozen one until the database has taken that one's lock away.
  do await other.turned(NIGHT)
  while (!other.said.includes('ended expire-credits'))
  const after = await effectsIn(store)
  frozen.kill('SIGCONT')
  await frozen.heard(`turned ${NIGHT}`)
  expect(await effectsIn(store)).toEqual(after)
  expect(frozen.said).not.toContain('ended expire-credits')
  expect(frozen.said.some((line) => line.startsWith('failed expire-credits'))).toBe(true)
  expect(after.slots).toContain('expire-credits 2026-03-03')
  expect(after.entries.filter((entry) => entry.includes('expired'))).toHaveLength(1)
}, 300_000)

test('while one is frozen within its lease, another leaves that job alone and does the rest', async () => {
  await addNights(store, daysFrom('2026-03-02', 2))
  const frozen = start({ freezeAt: 'flag-unanswered' })
  const other = start({})
  frozen.turn(NIGHT)
  await frozen.heard('began flag-unanswered')
  await other.turned(NIGHT)
  const { slots } = await effectsIn(store)
  expect(slots).not.toContain('flag-unanswered 2026-03-03')
  expect(slots).toContain('warn-expiring-credits 2026-03-03')
  frozen.kill('SIGCONT')
  await frozen.heard('ended flag-unanswered')
}, 300_000)
