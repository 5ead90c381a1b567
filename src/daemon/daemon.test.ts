import { afterEach, beforeEach, expect, test } from 'vitest'
import { housePolicy, nightSettings } from '../../test/support/mail-work.ts'
import { type Database, freshDatabase } from '../../test/support/postgres.ts'
import { jobs } from '../jobs/index.ts'
import { slotOf } from '../jobs/slot.ts'
import { momentAtWall } from '../rules/index.ts'
import { openStore, type Store } from '../store/open.ts'
import { listRuns } from '../store/runs.ts'
import { startDaemon } from './daemon.ts'

/** On a Sunday night every job is owed, those of a week too. */
const SUNDAY = '2026-03-08'

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

/** A daemon that is told to end while it delivers mail for the first time. */
async function runOnce(wall: string, deliver: () => Promise<void> = async () => {}) {
  const ending = new AbortController()
  const problems: string[] = []
  await startDaemon(
    store,
    jobs,
    async () => {
      ending.abort()
      await deliver()
    },
    {
      signal: ending.signal,
      now: () => momentAtWall(wall),
      settings: await nightSettings(),
      log: () => {},
      onError: (what, error) => problems.push(`${what}: ${(error as Error).message}`),
    },
  )
  return problems
}

const slots = async () => {
  const runs = await listRuns(store.read, { limit: 100 })
  return runs.map(({ slot }) => slot).toSorted()
}

test('at its start the daemon catches up with what today owes, and runs it once', async () => {
  await runOnce(`${SUNDAY} 23:50`)
  await runOnce(`${SUNDAY} 23:51`)
  expect(await slots()).toEqual(jobs.map((job) => slotOf(job, momentAtWall(`${SUNDAY} 23:50`))).toSorted())
})

test('a run is recorded with the policy that was in force', async () => {
  await runOnce(`${SUNDAY} 23:50`)
  const runs = await listRuns(store.read, { limit: 100 })
  expect(new Set(runs.map(({ policy }) => policy))).toEqual(
    new Set([`delangekeizer ${(await housePolicy()).ref.from}`]),
  )
})

test('two daemons on one database run each slot once', async () => {
  await Promise.all([runOnce(`${SUNDAY} 23:50`), runOnce(`${SUNDAY} 23:50`)])
  expect(await slots()).toHaveLength(jobs.length)
})

test('a week later all is owed anew', async () => {
  await runOnce(`${SUNDAY} 23:50`)
  await runOnce('2026-03-15 23:50')
  expect(await slots()).toHaveLength(2 * jobs.length)
})

test('an item that fails is reported and does not end the daemon', async () => {
  const problems = await runOnce('2026-03-02 01:00', async () => {
    throw new Error('the mail room burns')
  })
  expect(problems).toEqual(['mail: the mail room burns'])
})
