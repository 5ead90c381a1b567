import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Database, freshDatabase } from '../../test/support/postgres.ts'
import { UserError } from '../errors.ts'
import { momentAtWall } from '../rules/index.ts'
import { openStore, type Store } from '../store/open.ts'
import { listRuns } from '../store/runs.ts'
import type { Job } from './job.ts'
import { runJob, runSlot } from './run.ts'

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

interface Options {
  readonly child: string
  readonly note: string
}

/** Adds a location, and then fails with what it is told to. */
const job = (failure?: unknown): Job<Options, null, object> => ({
  name: 'try',
  summary: 'try',
  plan: async () => null,
  apply: async (write) => {
    await write.insertInto('locations').values({ name: 'De Boomhut' }).execute()
    if (failure) throw failure
  },
  report: () => ({}),
  summarise: () => ({ outcome: 'done', counts: {}, findings: [] }),
})

const options = { child: 'K1', note: 'Zoë is ill' }
const run = { at: momentAtWall('2026-03-02 09:00'), dryRun: false, elapsed: () => 0 }
const runs = () => listRuns(store.read, { limit: 10 })
const locations = () => store.read.selectFrom('locations').select('name').execute()

test.each([
  [
    'an error of the database',
    Object.assign(new Error('Key (email)=(zoe@x.example)'), { code: '23505' }),
    '23505',
  ],
  ['a bug', new TypeError('zoe@x.example is not a function'), 'TypeError'],
])('%s leaves nothing but a row with its code', async (_what, failure, code) => {
  await expect(runJob(store, job(failure), options, run)).rejects.toBe(failure)
  expect(await locations()).toEqual([])
  const [row, ...others] = await runs()
  expect(others).toEqual([])
  expect(row).toMatchObject({ job: 'try', outcome: 'failed', findings: [{ code }], counts: {} })
  expect(JSON.stringify(row)).not.toContain('zoe')
})

test('a mistake of the user leaves no row', async () => {
  await expect(runJob(store, job(new UserError('no')), options, run)).rejects.toThrow('no')
  expect(await runs()).toEqual([])
})

test('a slot whose run failed is owed still', async () => {
  const slot = 'try 2026-03-02'
  await expect(runSlot(store, job(new TypeError()), options, run, slot)).rejects.toThrow()
  expect(await runSlot(store, job(), options, run, slot)).toBeDefined()
  expect((await runs()).map((row) => [row.slot, row.outcome])).toEqual(
    expect.arrayContaining([
      [null, 'failed'],
      [slot, 'done'],
    ]),
  )
})

test('of the options a row keeps what the job says of them, and nothing unsaid', async () => {
  await runJob(store, job(), options, run)
  expect((await runs())[0]?.options).toEqual({})
  await store.record((write) => write.deleteFrom('job_runs').execute())
  await store.record((write) => write.deleteFrom('locations').execute())
  await runJob(store, { ...job(), describe: ({ child }) => ({ child }) }, options, run)
  expect((await runs())[0]?.options).toEqual({ child: 'K1' })
})

test('a row says who ran it: who started the process, unless it is named', async () => {
  await runJob(store, job(), options, run)
  expect((await runs())[0]?.actor).toMatch(/^\w/)
  await store.record((write) => write.deleteFrom('job_runs').execute())
  await runSlot(store, { ...job(), apply: async () => {} }, options, { ...run, actor: 'daemon' }, 'a slot')
  expect((await runs())[0]?.actor).toBe('daemon')
})
