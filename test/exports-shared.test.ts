import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, watch } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { verifyArchive } from '../src/archive/verify-archive.ts'
import type { Store } from '../src/store/open.ts'
import { addPhotoOf, askFor, makeQueued } from './support/departures.ts'
import { addChild, addGuardian, addPlace, type Place } from './support/family.ts'
import { temporaryFolder } from './support/folder.ts'
import { type Database, freshDatabase } from './support/postgres.ts'
import { openTo } from './support/requests.ts'

const PROGRAM = resolve(import.meta.dirname, 'support/make-queued.mjs')
const AT = '2026-03-09 12:00'

let database: Database
let store: Store
let folder: string
let place: Place

beforeEach(async () => {
  database = await freshDatabase()
  store = await openTo(database)
  folder = await temporaryFolder()
  mkdirSync(join(folder, 'exports'))
  place = await addPlace(store, 'De Boomhut')
})

afterEach(async () => {
  await store.close()
  await database.drop()
})

async function addDeparting(number: string, size = 10): Promise<number> {
  const child = await addChild(store, number, place, [{ from: '2025-09-01', until: '2026-03-13' }])
  await addGuardian(store, [child], { email: `${number.toLowerCase()}@ouders.example` })
  await addPhotoOf(store, [child], { folder, group: place.group, content: Buffer.alloc(size, number) })
  return child
}

function startWorker() {
  const worker = spawn(process.execPath, [PROGRAM, database.url, folder, AT], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = Promise.all([text(worker.stdout), once(worker, 'close')])
  const counts = async () => JSON.parse((await ended)[0])
  return { worker, ended, counts }
}

/** The worker has begun to write a ZIP. */
async function whenWriting(): Promise<void> {
  const watcher = watch(join(folder, 'exports'))
  for await (const [, name] of on(watcher)) if (name?.endsWith('.part')) break
  watcher.close()
}

async function* on(watcher: ReturnType<typeof watch>): AsyncGenerator<[string, string | null]> {
  for (;;) yield (await once(watcher, 'change')) as [string, string | null]
}

/** Time goes by: nothing was heard of a worker for so long. */
const silentFor = (interval: string) =>
  store.record((write) =>
    sql`update export_jobs set beat_at = beat_at - ${interval}::interval`.execute(write),
  )

const exportRows = () => store.read.selectFrom('exports').select(['child_id', 'state', 'file']).execute()
const runs = () => store.read.selectFrom('job_runs').select('id').where('job', '=', 'export').execute()
const mails = () => store.read.selectFrom('mails').select('key').execute()
const jobRows = () => store.read.selectFrom('export_jobs').select(['state', 'worker', 'fence']).execute()

test('two workers share ten children: each is made once, and its guardian is told once', async () => {
  const children: number[] = []
  for (let n = 0; n < 10; n += 1) children.push(await addDeparting(`K${n}`, 1_000_000))
  await askFor(store, children)
  const shares = await Promise.all([startWorker().counts(), startWorker().counts()])
  const [one, other] = shares.map(({ made }) => made)
  expect(one + other).toBe(10)
  expect(Math.min(one, other)).toBeGreaterThan(0)
  expect(new Set((await exportRows()).map(({ child_id }) => child_id)).size).toBe(10)
  expect([await exportRows(), await runs(), await mails()].map((rows) => rows.length)).toEqual([10, 10, 10])
  expect((await jobRows()).every(({ state, worker }) => state === 'made' && worker === null)).toBe(true)
  expect((await readdir(join(folder, 'exports'))).length).toBe(10)
})

test('what a killed worker had is taken over soon, without waiting for the end of its lease', async () => {
  await askFor(store, [await addDeparting('K1', 40_000_000)])
  const { worker, ended } = startWorker()
  await whenWriting()
  worker.kill('SIGKILL')
  await ended
  expect((await makeQueued(store, folder, AT)).counts).toMatchObject({ begun: 0, waiting: 1 })
  await silentFor('30 seconds')
  const { counts, findings } = await makeQueued(store, folder, AT)
  expect(counts).toMatchObject({ begun: 1, made: 1, waiting: 0 })
  expect(findings.map(({ code }) => code)).toEqual(['export-taken-over'])
  const [row] = await exportRows()
  expect(await readdir(join(folder, 'exports'))).toEqual([basename(row?.file ?? '')])
  expect(await mails()).toHaveLength(1)
})

test('a worker that is only silent keeps what it has until its lease is over', async () => {
  await askFor(store, [await addDeparting('K1', 40_000_000)])
  const { worker, counts } = startWorker()
  await whenWriting()
  worker.kill('SIGSTOP')
  await silentFor('30 seconds')
  expect((await makeQueued(store, folder, AT)).counts).toMatchObject({ begun: 0, waiting: 1 })
  worker.kill('SIGCONT')
  expect(await counts()).toMatchObject({ made: 1, waiting: 0 })
})

test('a worker that slept past its lease records nothing any more, and its ZIP is gone', async () => {
  await askFor(store, [await addDeparting('K1', 40_000_000)])
  const { worker, counts } = startWorker()
  await whenWriting()
  worker.kill('SIGSTOP')
  await silentFor('3 minutes')
  expect((await makeQueued(store, folder, AT)).counts).toMatchObject({ made: 1, waiting: 0 })
  const before = await exportRows()
  worker.kill('SIGCONT')
  expect(await counts()).toMatchObject({ begun: 1, made: 0, lost: 1 })
  expect(await exportRows()).toEqual(before)
  expect([await runs(), await mails()].map((rows) => rows.length)).toEqual([1, 1])
  const file = before[0]?.file ?? ''
  expect(await readdir(join(folder, 'exports'))).toEqual([basename(file)])
  expect((await verifyArchive(file)).problems).toEqual([])
})
