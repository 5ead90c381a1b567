import { afterEach, beforeEach, expect, test } from 'vitest'
import { driven, member } from '../../../test/support/daemon.ts'
import { askFor } from '../../../test/support/departures.ts'
import { addChild, addGuardian, addPlace } from '../../../test/support/family.ts'
import { temporaryFolder } from '../../../test/support/folder.ts'
import { type Database, freshDatabase } from '../../../test/support/postgres.ts'
import { openTo } from '../../../test/support/requests.ts'
import type { Work } from '../../daemon/organisation.ts'
import type { Store } from '../../store/open.ts'
import { exportWork } from './export-work.ts'

let database: Database
let store: Store

beforeEach(async () => {
  database = await freshDatabase()
  store = await openTo(database)
})

afterEach(async () => {
  await store.close()
  await database.drop()
})

/** A turn of an organisation whose policy has no version for the day, with a work after that of exports. */
async function turnWithoutPolicy() {
  const folder = await temporaryFolder()
  const config = { organisation: 'De Lange Keizer', media: folder, exports: folder }
  const after: string[] = []
  const other: Work = { name: 'other', do: async ({ name }) => ({ more: after.push(name) === 0 }) }
  const works = [exportWork(config, async () => undefined), other]
  const daemon = driven([await member(database.url, { jobs: [], works })])
  await daemon.at('2026-03-09 12:00')
  await daemon.close()
  return { failed: daemon.told.failed, after }
}

test('exports that wait without a policy in force are a failure that is told, and other works are done', async () => {
  const place = await addPlace(store, 'De Boomhut')
  const noor = await addChild(store, 'N1', place, [{ from: '2025-09-01', until: '2026-03-13' }])
  await addGuardian(store, [noor], { email: 'noor@ouders.example' })
  await askFor(store, [noor])
  const { failed, after } = await turnWithoutPolicy()
  expect(failed).toMatchObject([
    {
      what: 'exports',
      message: expect.stringContaining('The policy has no version in force on 2026-03-09: add one'),
    },
  ])
  expect(after).toEqual(['ouderportaal'])
  const waiting = await store.read.selectFrom('export_jobs').select(['state', 'attempts']).execute()
  expect(waiting).toEqual([{ state: 'queued', attempts: 0 }])
})

test('where no export waits nobody misses the policy', async () => {
  expect((await turnWithoutPolicy()).failed).toEqual([])
})
