import { afterEach, expect, test, vi } from 'vitest'
import { type Health, openHealth } from './health.ts'
import { openMetrics } from './metrics.ts'
import { type Notifier, openNotifier } from './notify.ts'
import { openStandings } from './standings.ts'
import { tellAll } from './watch.ts'

const RUN = { organisation: 'keizer', what: 'expire-credits', slot: 'expire-credits 2026-03-02' }
const AT = 1_772_442_000

let health: Health | undefined

afterEach(() => health?.close())

async function open({ answers = true } = {}) {
  const standings = openStandings(['expire-credits', 'weekly-news'], { seconds: () => AT, elapsed: () => 0 })
  const metrics = openMetrics(standings)
  health = await openHealth({ listen: '127.0.0.1:0', standings, metrics, answers: async () => answers })
  const { url } = health
  return {
    watcher: tellAll([standings, metrics]),
    get: async (path: string) => {
      const response = await fetch(`${url}${path}`)
      return { status: response.status, text: await response.text() }
    },
  }
}

test('it is healthy while it runs, and ready after its first turn while the database answers', async () => {
  const { watcher, get } = await open()
  expect(await get('/healthz')).toEqual({ status: 200, text: 'ok\n' })
  expect((await get('/readyz')).status).toBe(503)
  watcher.turned({ organisations: ['keizer', 'kion'], milliseconds: 3 })
  expect((await get('/readyz')).status).toBe(200)
})

test('without the database it is healthy and not ready', async () => {
  const { watcher, get } = await open({ answers: false })
  watcher.turned({ organisations: ['keizer', 'kion'], milliseconds: 3 })
  expect((await get('/healthz')).status).toBe(200)
  expect(JSON.parse((await get('/readyz')).text)).toMatchObject({ ready: false, database: false })
})

test('readiness tells what is owed to whom, and the last success of the one that went without it longest', async () => {
  const { watcher, get } = await open()
  watcher.stands('kion', { owed: ['expire-credits'], last: [{ job: 'expire-credits', at: AT - 86_400 }] })
  watcher.stands('keizer', { owed: ['expire-credits'], last: [] })
  watcher.ended(RUN, { milliseconds: 1 })
  const { jobs, behind } = JSON.parse((await get('/readyz')).text)
  expect(jobs[0]).toEqual({ job: 'expire-credits', owed: 1, lastSuccess: '2026-03-01T09:00:00.000Z' })
  expect(jobs[1]).toEqual({ job: 'weekly-news', owed: 0, lastSuccess: null })
  expect(behind).toEqual(['kion'])
})

test('whoever has a job turned off does not make it seem that it never succeeded, or long ago', async () => {
  const { watcher, get } = await open()
  watcher.stands('keizer', { owed: [], last: [{ job: 'expire-credits', at: AT }] })
  watcher.stands('kion', { owed: [], last: [], off: ['expire-credits'] })
  watcher.stands('later', { owed: [], last: [{ job: 'expire-credits', at: 1 }], off: ['expire-credits'] })
  const { jobs } = JSON.parse((await get('/readyz')).text)
  expect(jobs[0]).toMatchObject({ job: 'expire-credits', lastSuccess: '2026-03-02T09:00:00.000Z' })
})

test('an organisation that is served no longer is gone from readiness and metrics after the next turn', async () => {
  const { watcher, get } = await open()
  watcher.stands('kion', { owed: ['expire-credits'], last: [{ job: 'weekly-news', at: AT }] })
  expect((await get('/metrics')).text).toContain('timestamp_seconds{job="weekly-news"}')
  watcher.stands('keizer', { owed: [], last: [{ job: 'expire-credits', at: AT - 60 }] })
  watcher.turned({ organisations: ['keizer'], milliseconds: 3 })
  const { jobs, behind } = JSON.parse((await get('/readyz')).text)
  expect(jobs[0]).toEqual({ job: 'expire-credits', owed: 0, lastSuccess: '2026-03-02T08:59:00.000Z' })
  expect(behind).toEqual([])
  const { text } = await get('/metrics')
  expect(text).toContain('ouderportaal_job_owed{job="expire-credits"} 0')
  expect(text).not.toContain('timestamp_seconds{job="weekly-news"}')
  expect(text).toContain('ouderportaal_organisations 1')
})

test('an organisation that could not be served at all, for instance without tables, is behind', async () => {
  const { watcher, get } = await open()
  watcher.stands('keizer', { owed: [], last: [] })
  watcher.turned({ organisations: ['keizer', 'new'], milliseconds: 3 })
  expect(JSON.parse((await get('/readyz')).text).behind).toEqual(['new'])
})

test('metrics count runs, failures and what they did', async () => {
  const { watcher, get } = await open()
  watcher.ended(RUN, { counts: { expired: 3 }, milliseconds: 20 })
  watcher.failed(RUN, new Error('no'))
  watcher.databaseAway('db.example/x', new Error('away'))
  watcher.databaseAway('db.example/y', new Error('away'))
  watcher.databaseLeft('db.example/y')
  const { text } = await get('/metrics')
  expect(text).toContain('ouderportaal_runs_total{what="expire-credits",outcome="done"} 1')
  expect(text).toContain('ouderportaal_runs_total{what="expire-credits",outcome="failed"} 1')
  expect(text).toContain('ouderportaal_counts_total{what="expire-credits",count="expired"} 3')
  expect(text).toContain('ouderportaal_databases_away 1')
  expect(text).not.toContain('keizer')
})

test('a run that was done in part is told as such, and what only looks adds nothing up', async () => {
  const { watcher, get } = await open()
  const item = { organisation: 'keizer', what: 'check-mail', slot: 'check-mail 2026-03-02T09' }
  watcher.ended(item, { outcome: 'partial', counts: { failed: 4 }, milliseconds: 1 })
  const { text } = await get('/metrics')
  expect(text).toContain('ouderportaal_runs_total{what="check-mail",outcome="partial"} 1')
  expect(text).not.toContain('count="failed"')
})

test('an address that is taken is an error of the system', async () => {
  await open()
  const listen = health?.url.replace('http://', '') ?? ''
  const standings = openStandings([], { seconds: () => AT, elapsed: () => 0 })
  const again = openHealth({ listen, standings, metrics: openMetrics(standings), answers: async () => true })
  await expect(again).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

/** What systemd is told where it started us, each time after so many milliseconds. */
async function saidTo(env: NodeJS.ProcessEnv, tell: (notifier: Notifier) => void, waits: readonly number[]) {
  const said: string[] = []
  const left = [...waits]
  const run = async (program: string, words: readonly string[], { NOTIFY_SOCKET }: NodeJS.ProcessEnv) => {
    await new Promise((resolve) => setTimeout(resolve, left.shift()))
    said.push(`${NOTIFY_SOCKET} ${program} ${words.join(' ')}`)
  }
  tell(openNotifier(env, run))
  await vi.waitFor(() => expect(said).toHaveLength(env.NOTIFY_SOCKET ? waits.length : 0))
  return said
}

test('systemd hears of us only where it started us', async () => {
  const tell = ({ ready, alive }: Notifier) => [ready(), alive()]
  expect(await saidTo({}, tell, [0, 0])).toEqual([])
  expect(await saidTo({ NOTIFY_SOCKET: '/run/n' }, tell, [0, 0])).toEqual([
    '/run/n systemd-notify --ready',
    '/run/n systemd-notify WATCHDOG=1',
  ])
})

test('systemd hears that we are ready after it heard that we read our settings again', async () => {
  const tell = ({ reloading, ready }: Notifier) => [reloading(), ready()]
  const said = await saidTo({ NOTIFY_SOCKET: '/run/n' }, tell, [20, 0])
  expect(said.map((line) => line.split(' ').at(-1))).toEqual(['RELOADING=1', '--ready'])
})

test('a watcher that fails keeps nothing from the others', () => {
  const heard: string[] = []
  const failing = {
    started: () => {
      throw new Error('no')
    },
  }
  tellAll([failing, { started: ({ what }) => heard.push(what) }]).started(RUN)
  expect(heard).toEqual(['expire-credits'])
})
