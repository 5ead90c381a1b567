import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addPhotoOf, askFor, exportHands, makeQueued } from '../../../../test/support/departures.ts'
import { addChild, addGuardian, addPlace } from '../../../../test/support/family.ts'
import { temporaryFolder } from '../../../../test/support/folder.ts'
import { type Database, freshDatabase } from '../../../../test/support/postgres.ts'
import { openTo } from '../../../../test/support/requests.ts'
import { momentAtWall } from '../../../rules/index.ts'
import { claimNextExport, type ExportClaim } from '../../../store/export-jobs.ts'
import type { Store } from '../../../store/open.ts'
import { withQueue } from '../../with-queue.ts'
import { exportChild } from '../export-child.ts'
import { handsOf } from './hands-of.ts'

const AT = momentAtWall('2026-03-09 12:00')
const RUN = { at: AT, signal: new AbortController().signal, elapsed: () => 0 }

let database: Database
let store: Store
let folder: string

beforeEach(async () => {
  database = await freshDatabase()
  store = await openTo(database)
  folder = await temporaryFolder()
})

afterEach(async () => {
  await store.close()
  await database.drop()
})

/** A worker takes the export, and nothing is heard of it for longer than its lease. */
async function claimAndSleep(): Promise<ExportClaim> {
  const who = { worker: randomUUID(), now: AT.now.toString() }
  const claim = await withQueue(store, (queue) =>
    store.record((write) => claimNextExport(write, queue.exports, who)),
  )
  await store.record((write) =>
    sql`update export_jobs set beat_at = beat_at - interval '3 minutes'`.execute(write),
  )
  return claim as ExportClaim
}

const rows = () => store.read.selectFrom('exports').selectAll().execute()

test('the record of a worker that was taken over is refused, also when it has all the rest', async () => {
  const place = await addPlace(store, 'De Boomhut')
  const noor = await addChild(store, 'N1', place, [{ from: '2025-09-01', until: '2026-03-13' }])
  await addGuardian(store, [noor], { email: 'noor@ouders.example' })
  await askFor(store, [noor])
  const claim = await claimAndSleep()
  expect((await makeQueued(store, folder, AT)).counts).toMatchObject({ made: 1 })
  const [before, files] = [await rows(), await readdir(join(folder, 'exports'))]
  await addPhotoOf(store, [noor], { folder, group: place.group, content: 'new' })
  const hands = { ...(await exportHands(folder)), ...handsOf(claim, RUN), signal: RUN.signal }
  await expect(exportChild(store, 'N1', hands, AT)).rejects.toThrow(
    'another worker has taken the export over',
  )
  expect(await rows()).toEqual(before)
  expect(await readdir(join(folder, 'exports'))).toEqual(files)
})
