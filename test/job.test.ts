import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { jobs } from '../src/jobs/index.ts'
import { openStore } from '../src/store/open.ts'
import { listRuns } from '../src/store/runs.ts'
import { runCli } from './support/cli.ts'
import { temporaryFolder } from './support/folder.ts'
import { type Database, freshDatabase } from './support/postgres.ts'

const KEY = 'ab'.repeat(32)

let database: Database
let cwd: string

beforeEach(async () => {
  database = await freshDatabase()
  cwd = await temporaryFolder()
  await settings('')
})

afterEach(() => database.drop())

const settings = (more: string) =>
  writeFile(
    join(cwd, 'ouderportaal.yaml'),
    `portalUrl: https://portaal.example\nactivationKey: ${KEY}\n${more}`,
  )

const job = (moment: string, ...args: readonly string[]) =>
  runCli(['job', ...args, '--at', moment, '--database', database.url], { cwd })

async function runs() {
  const store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  try {
    return await listRuns(store.read, { limit: 100 })
  } finally {
    await store.close()
  }
}

const slots = async () => (await runs()).map(({ slot }) => slot)

test('a run by hand is that of its day: the second says so, with the id of the first', async () => {
  const first = await job('2026-03-02 01:00', 'run', 'expire-credits')
  expect(first).toMatchObject({ code: 0, stderr: '' })
  const [id] = (await runs()).map((run) => run.id.slice(0, 8))
  expect(first.stdout).toBe(`expire-credits (run ${id}): nothing to do\n`)
  const second = await job('2026-03-02 23:00', 'run', 'expire-credits')
  expect(second).toMatchObject({ code: 0, stderr: '' })
  expect(second.stdout).toMatch(/^expire-credits: the run of today was had at 2026-03-02 01:00 by \S+, run /)
  expect(second.stdout).toContain(`run ${id}`)
  expect(await job('2026-03-02 23:00', 'run', 'expire-credits', '--quiet')).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  })
  expect(await slots()).toEqual(['expire-credits 2026-03-02'])
})

test('a run that is asked for again, and a dry run, take no slot', async () => {
  await job('2026-03-02 04:00', 'run', 'expire-credits', '--dry-run')
  expect(await slots()).toEqual([])
  await job('2026-03-02 04:00', 'run', 'expire-credits')
  await job('2026-03-02 04:01', 'run', 'expire-credits', '--again')
  expect((await slots()).toSorted()).toEqual(['expire-credits 2026-03-02', null])
})

test('a run that is asked for again is that of its day when there was none', async () => {
  await job('2026-03-02 01:00', 'run', 'expire-credits', '--again')
  const night = await job('2026-03-02 03:10', 'run', 'expire-credits')
  expect(night.stdout).toContain('the run of today was had')
  expect(await slots()).toEqual(['expire-credits 2026-03-02'])
})

test('two processes that run a job at once run it once', async () => {
  const args = ['2026-03-02 04:00', 'run', 'expire-credits', '--json'] as const
  const done = await Promise.all([job(...args), job(...args)])
  expect(done.map(({ code }) => code)).toEqual([0, 0])
  expect(done.filter(({ stdout }) => 'had' in JSON.parse(stdout))).toHaveLength(1)
  expect(await slots()).toEqual(['expire-credits 2026-03-02'])
})

test('catching up runs what is owed, in order, once; then the list shows nothing behind', async () => {
  const moment = '2026-03-08 23:45'
  await settings('inbox: ./inbox\n')
  await mkdir(join(cwd, 'inbox'))
  const dry = await job(moment, 'catch-up', '--dry-run', '--json')
  expect(JSON.parse(dry.stdout).runs).toHaveLength(jobs.length)
  expect(await slots()).toEqual([])
  const done = await job(moment, 'catch-up', '--json')
  expect(done.code).toBe(0)
  const names = JSON.parse(done.stdout).runs.map((run: { job: string }) => run.job)
  expect(names.toSorted()).toEqual(jobs.map(({ name }) => name).toSorted())
  expect(names.slice(0, 2)).toEqual(['weekly-news', 'expire-credits'])
  expect((await job(moment, 'catch-up')).stdout).toBe('Nothing is owed now.\n')
  const listed = JSON.parse((await job(moment, 'list', '--json')).stdout).jobs
  expect(listed.filter((one: { owedSince: unknown }) => one.owedSince !== null)).toEqual([])
})

test('a job that was not run for days is behind since the first of them', async () => {
  await job('2026-03-02 04:00', 'run', 'expire-credits')
  const listed = async (moment: string) =>
    JSON.parse((await job(moment, 'list', '--json')).stdout).jobs.find(
      ({ name }: { name: string }) => name === 'expire-credits',
    )
  expect(await listed('2026-03-02 23:00')).toMatchObject({ next: '2026-03-03T03:10:00', owedSince: null })
  expect(await listed('2026-03-03 03:00')).toMatchObject({ next: '2026-03-03T03:10:00', owedSince: null })
  expect(await listed('2026-03-06 01:00')).toMatchObject({ owedSince: '2026-03-03T03:10:00' })
})

test('a run is shown by the beginning of its id, with its counts in words', async () => {
  await job('2026-03-02 04:00', 'run', 'expire-credits')
  const [run] = await runs()
  const shown = await job('2026-03-02 05:00', 'show', run?.id.slice(0, 8) ?? '')
  expect(shown.stdout).toMatch(
    new RegExp(`^Run ${run?.id} of expire-credits, 2026-03-02 04:00, by \\S+: done\n`),
  )
  expect(shown.stdout).toContain('the slot "expire-credits 2026-03-02"')
  expect(shown.stdout).toContain('There was nothing to do.\n')
  expect(await job('2026-03-02 05:00', 'show', 'ffff')).toMatchObject({ code: 2, stdout: '' })
})

test('a history of what never ran is told as a name that is wrong, and one of a job that did not run yet is empty', async () => {
  expect(await job('2026-03-02 05:00', 'history', 'expire-credits')).toMatchObject({
    code: 0,
    stdout: 'No runs of "expire-credits".\n',
  })
  const wrong = await job('2026-03-02 05:00', 'history', 'expire-credit')
  expect(wrong).toMatchObject({ code: 2, stdout: '' })
  expect(wrong.stderr).toContain('Nothing called "expire-credit" ever ran: did you mean expire-credits?')
})

test('a run can not be named by less than four signs of its id, which is said', async () => {
  const { code, stderr } = await job('2026-03-02 05:00', 'show', 'abc')
  expect(code).toBe(2)
  expect(stderr).toContain('"abc" is too short for a run: write at least 4 letters or digits of its id')
})

test('a policy that is missing makes its jobs fail loudly, and the others run', async () => {
  await settings('policy: nobodys\n')
  const { code, stderr } = await job('2026-03-08 23:45', 'catch-up')
  expect(code).toBe(2)
  expect(stderr).toContain('send-activations: ended failed: There is no policy')
  expect(await slots()).toContain('expire-credits 2026-03-08')
  expect(await slots()).not.toContain('send-activations 2026-03-08')
})

test.each([
  ['jobs:\n  expire-credit: off', 'line 4: "jobs.expire-credit" is no job: did you mean "expire-credits"?\n'],
  ['jobs:\n  expire-credits: { at: "10 4 * * *" }', 'line 4: "jobs.expire-credits" must be off'],
  ['jobs:\n  expire-credits: { at: "02:30" }', 'not between 02:00 and 03:00'],
  ['jobs:\n  expire-credits: { at: ":10" }', '"04:10"'],
  ['pings:\n  expire-credit: https://hc.example', 'line 4: "pings.expire-credit" is no job'],
])('%j is refused with a sentence', async (more, words) => {
  await settings(more)
  const { code, stdout, stderr } = await job('2026-03-02 04:00', 'list')
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(words)
})

test('the settings set another time, or none', async () => {
  await settings('jobs:\n  expire-credits: { at: "04:10" }\n  weekly-news: off\n')
  const { stdout } = await job('2026-03-02 04:00', 'list', '--json')
  const schedules = JSON.parse(stdout).jobs.map((one: { name: string; schedule: string }) => [
    one.name,
    one.schedule,
  ])
  expect(Object.fromEntries(schedules)).toMatchObject({
    'expire-credits': 'daily 04:10',
    'weekly-news': 'off',
  })
})
