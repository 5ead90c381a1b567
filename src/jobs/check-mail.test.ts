import { afterEach, beforeEach, expect, test } from 'vitest'
import { deliverAndRead } from '../../test/support/delivered.ts'
import { bounce } from '../../test/support/family.ts'
import { type Database, freshDatabase } from '../../test/support/postgres.ts'
import { addMail } from '../../test/support/stored-mails.ts'
import { momentAtWall } from '../rules/index.ts'
import { openStore, type Store } from '../store/open.ts'
import { jobs } from './index.ts'
import type { RunFinding } from './job.ts'
import { findNamed } from './timetable.ts'

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

async function check(wall: string, hasAdministrator = true) {
  const settings = {
    policy: async () => undefined,
    activationKey: () => '5c'.repeat(32),
    hasAdministrator,
    retention: () => ({ months: 24, media: 'unused' }),
  }
  const run = { at: momentAtWall(wall), dryRun: false, elapsed: () => 0 }
  return (await findNamed(jobs, 'check-mail').run(store, settings, run)).summary
}

const told = async () =>
  (
    await store.read
      .selectFrom('mails')
      .select('data')
      .where('template', '=', 'mail-health')
      .orderBy('created_at')
      .execute()
  ).map(({ data }) => data)

test('where all mail goes out nothing is found, and nobody is told', async () => {
  await addMail(store, 1, { state: 'sent' })
  await addMail(store, 2, { state: 'queued' })
  expect(await check('2026-03-02 11:40')).toMatchObject({ outcome: 'done', findings: [] })
  expect(await told()).toEqual([])
})

test('each trouble is found, and told once: an hour later it is only noted', async () => {
  await addMail(store, 1, { state: 'queued' })
  await addMail(store, 2, { state: 'unknown' })
  await addMail(store, 3, { state: 'failed' })
  await bounce(store, 'a@ouders.example', '2026-03-02T08:00:00Z')
  const found = { waiting: 1, unknown: 1, failed: 1, bounced: 1 }
  expect(await check('2026-03-02 13:40')).toMatchObject({
    outcome: 'partial',
    counts: found,
    findings: ['mail-waiting', 'mail-unknown', 'mail-failed', 'mail-bounced'].map((code) => ({ code })),
  })
  const later = await check('2026-03-02 14:40')
  expect(later).toMatchObject({ outcome: 'done', counts: found })
  expect(later.findings.map((finding) => (finding as RunFinding).severity)).toEqual(Array(4).fill('note'))
  expect(await told()).toEqual([found])
})

test('it is told again when it gets worse, but of the same trouble once a day', async () => {
  await addMail(store, 1, { state: 'failed' })
  await check('2026-03-02 13:40')
  await addMail(store, 2, { state: 'failed' })
  await check('2026-03-02 14:40')
  expect(await told()).toHaveLength(1)
  await addMail(store, 3, { state: 'unknown' })
  await check('2026-03-02 15:40')
  expect(await told()).toHaveLength(2)
  await addMail(store, 4, { state: 'failed' })
  await check('2026-03-03 08:40')
  expect(await told()).toHaveLength(3)
})

test('what got worse on a day on which it was told already is told on the next', async () => {
  await addMail(store, 1, { state: 'failed' })
  await check('2026-03-02 13:40')
  await addMail(store, 2, { state: 'failed' })
  await check('2026-03-02 14:40')
  await deliverAndRead(store, momentAtWall('2026-03-02 14:41'))
  await check('2026-03-03 08:40')
  await check('2026-03-03 09:40')
  expect(await told()).toMatchObject([{ failed: 1 }, { failed: 2 }])
})

test('what failed long ago is history', async () => {
  await addMail(store, 1, { state: 'failed' })
  expect(await check('2026-03-10 13:40')).toMatchObject({ outcome: 'done' })
})

test('the administrator reads it in numbers', async () => {
  await addMail(store, 1, { state: 'failed' })
  await check('2026-03-02 13:40')
  const { mails } = await deliverAndRead(store, momentAtWall('2026-03-02 13:41'))
  expect(mails).toMatchObject([{ to: 'beheer@opvang.example' }])
  expect(mails[0]?.text).toContain('1: mislukt in de afgelopen 7 dagen')
})

test('without an administrator it is a finding only', async () => {
  await addMail(store, 1, { state: 'failed' })
  expect(await check('2026-03-02 13:40', false)).toMatchObject({ outcome: 'partial' })
  expect(await told()).toEqual([])
})
