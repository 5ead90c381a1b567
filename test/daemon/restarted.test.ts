import { afterEach, beforeEach, expect, test } from 'vitest'
import { jobs } from '../../src/jobs/index.ts'
import { openStore } from '../../src/store/open.ts'
import { temporaryFolder } from '../support/folder.ts'
import { addNights, daysFrom, effectsIn } from '../support/nights.ts'
import { type Server, startServer } from '../support/postgres-server.ts'
import { prepare } from '../support/prepare.ts'
import { startWorker } from '../support/workers.ts'

let server: Server

beforeEach(async () => {
  // What was committed must outlive the crash; the machine itself does not fail.
  server = await startServer({ fsync: 'off' })
})

afterEach(() => server.stop())

/** A Sunday, when each job is owed. */
const at = (minute: number) => `2026-03-08 22:${String(minute).padStart(2, '0')}`

test('a daemon lives through a crash of PostgreSQL in the middle of each job, and finishes them all', async () => {
  const database = server.urlOf('postgres')
  await prepare(database)
  const store = await openStore({ database, schema: 'ouderportaal', command: 'test' })
  await addNights(store, daysFrom('2026-03-06', 3))
  const worker = startWorker({ database, transport: `folder:${await temporaryFolder()}`, freezeAt: 'all' })
  const [struck, ended] = [new Set<string>(), new Set<string>()]
  for (let minute = 0; ended.size < jobs.length; minute += 2) {
    worker.turn(at(minute))
    for (let line = await worker.next(); line !== `turned ${at(minute)}`; line = await worker.next()) {
      const [what, name = ''] = line.split(' ')
      if (what === 'ended') ended.add(name)
      if (what !== 'began' || struck.has(name)) continue
      struck.add(name)
      await server.crash()
      worker.kill('SIGCONT')
    }
  }
  expect(struck.size).toBe(jobs.length)
  const { slots, entries, mails } = await effectsIn(store)
  expect(slots.map((slot) => slot?.split(' ')[0]).toSorted()).toEqual(jobs.map(({ name }) => name).toSorted())
  expect(entries.filter((entry) => entry.includes('expired'))).toHaveLength(2)
  expect(mails.length).toBeGreaterThan(0)
  expect(mails.every((mail) => mail.endsWith(' sent'))).toBe(true)
  await worker.end()
  await store.close()
}, 300_000)
