import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { driven, member } from '../../test/support/daemon.ts'
import { addChild, addGuardian, addPlace } from '../../test/support/family.ts'
import { housePolicy, nightSettings } from '../../test/support/mail-work.ts'
import { type Database, freshDatabase } from '../../test/support/postgres.ts'
import { openProxy } from '../../test/support/proxy.ts'
import { jobs } from '../jobs/index.ts'
import { owedSlots } from '../jobs/owed.ts'
import { momentAtWall } from '../rules/index.ts'
import { migrate } from '../store/migrate.ts'
import { openStore, type Store } from '../store/open.ts'
import { listRuns } from '../store/runs.ts'
import type { Daemon } from './daemon.ts'
import type { Member, Work } from './organisation.ts'
import type { Ended, Item, Standing } from './watch.ts'

/** On a Sunday night every job is owed, those of a week too. */
const SUNDAY = '2026-03-08 23:00'

const due = (wall: string) =>
  owedSlots(jobs, new Set(), momentAtWall(wall))
    .map(({ slot }) => slot)
    .toSorted()

let database: Database
let store: Store
const daemons: Daemon[] = []

beforeEach(async () => {
  database = await freshDatabase()
  store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
})

afterEach(async () => {
  for (const daemon of daemons.splice(0)) await daemon.close()
  await store.close()
  await database.drop()
})

function start(...[members, change]: Parameters<typeof driven>) {
  const daemon = driven(members, change)
  daemons.push(daemon)
  return daemon
}

const one = (change: Partial<Member> = {}) => member(database.url, change)

const slots = async () => {
  const runs = await listRuns(store.read, { limit: 1_000 })
  return runs.flatMap(({ slot }) => slot ?? []).toSorted()
}

test('at its start the daemon catches up with what today owes, and runs it once', async () => {
  const members = [await one()]
  await start(members).at(SUNDAY)
  await start(members).at('2026-03-08 23:01')
  expect(await slots()).toEqual(due(SUNDAY))
})

test('a run is recorded with the policy that was in force', async () => {
  await start([await one()]).at(SUNDAY)
  const runs = await listRuns(store.read, { limit: 100 })
  expect(new Set(runs.map(({ policy }) => policy))).toEqual(
    new Set([`delangekeizer ${(await housePolicy()).ref.from}`]),
  )
})

test('two daemons on one database run each slot once', async () => {
  const [first, second] = [start([await one()]), start([await one()])]
  await Promise.all([first.at(SUNDAY), second.at(SUNDAY)])
  await Promise.all([first.at(SUNDAY), second.at(SUNDAY)])
  expect(await slots()).toEqual(due(SUNDAY))
  expect([...first.told.failed, ...second.told.failed]).toEqual([])
})

test('a week later all is owed anew', async () => {
  const daemon = start([await one()])
  await daemon.at(SUNDAY)
  await daemon.at('2026-03-15 23:00')
  expect(await slots()).toEqual([...due(SUNDAY), ...due('2026-03-15 23:00')].toSorted())
})

test('a clock that jumps back and forth runs nothing again', async () => {
  const daemon = start([await one({ jobs: jobs.filter(({ every }) => every !== 'hour') })])
  await daemon.at('2026-03-09 23:00')
  const before = await slots()
  await daemon.at('2026-03-09 06:30')
  await daemon.at('2026-03-09 23:30')
  expect(await slots()).toEqual(before)
})

test('without a policy in force the jobs that need one fail, and the others run', async () => {
  const night = await nightSettings()
  const daemon = start([await one({ night: { ...night, policy: async () => undefined } })])
  await daemon.at(SUNDAY)
  expect(daemon.told.failed.map(({ what }) => what)).toContain('send-activations')
  expect(await slots()).toContain('expire-credits 2026-03-08')
  expect((await slots()).length + daemon.told.failed.length).toBe(due(SUNDAY).length)
})

test('a policy that cannot be read fails the same jobs, and is asked for again later', async () => {
  const night = await nightSettings()
  let isBroken = true
  const policy: typeof night.policy = async (at) => {
    if (isBroken) throw new Error('the file is gone')
    return night.policy(at)
  }
  const daemon = start([await one({ night: { ...night, policy } })])
  await daemon.at(SUNDAY)
  expect(daemon.told.failed[0]?.message).toBe('the file is gone')
  expect(await slots()).toContain('expire-credits 2026-03-08')
  isBroken = false
  await daemon.at('2026-03-08 23:02')
  expect(await slots()).toEqual(due(SUNDAY))
})

test('a database that is away and serves nobody any more is asked for no longer', async () => {
  const stays = await one()
  let members = [stays, await one({ name: 'kion', database: 'postgres://127.0.0.1:1/kion' })]
  const daemon = start(members, { members: () => members })
  await daemon.at('2026-03-02 01:00')
  expect(await daemon.answers()).toBe(false)
  members = [stays]
  await daemon.at('2026-03-02 01:01')
  expect(await daemon.answers()).toBe(true)
  expect(daemon.told.databases).toEqual(['away 127.0.0.1:1/kion', 'left 127.0.0.1:1/kion'])
})

test('a job that is done in part tells what somebody should do', async () => {
  const place = await addPlace(store, 'De Boomhut')
  const noor = await addChild(store, 'N1', place, [{ from: '2020-03-09', until: '2022-01-01' }])
  await addGuardian(store, [noor], { email: 'noor@ouders.example', account: 'active' })
  const found: unknown[] = []
  const watchers = [{ ended: (_item: Item, { findings = [] }: Ended) => found.push(...findings) }]
  await start([await one()], { watchers }).at(SUNDAY)
  expect(found).toEqual([expect.stringContaining('ouderportaal retention review')])
})

test('a job that is off is not run, and whoever watches knows that it is not missed', async () => {
  const off = jobs.map((job) => ({ ...job, isOff: job.name === 'import-inbox' }))
  const told: unknown[] = []
  const watchers = [{ stands: (_name: string, standing: Standing) => told.push(standing.off) }]
  await start([await one({ jobs: off })], { watchers }).at(SUNDAY)
  expect(await slots()).toEqual(due(SUNDAY).filter((slot) => !slot.startsWith('import-inbox')))
  expect(told).toEqual([['import-inbox']])
})

test('a job that keeps failing is tried less and less often', async () => {
  const night = await nightSettings()
  const daemon = start([await one({ night: { ...night, policy: async () => undefined } })])
  for (let minute = 0; minute < 30; minute += 1) {
    await daemon.at(`2026-03-08 23:${String(minute).padStart(2, '0')}`)
  }
  const tries = daemon.told.failed.filter(({ what }) => what === 'send-activations')
  expect(tries).toHaveLength(5)
})

test('a work that fails is told, and the works after it are done', async () => {
  const did: string[] = []
  const works: Work[] = [
    { name: 'mail', do: () => Promise.reject(new Error('the mail room burns')) },
    { name: 'exports', do: async ({ name }) => ({ more: did.push(name) === 0 }) },
  ]
  const daemon = start([await one({ works })])
  await daemon.at('2026-03-02 01:00')
  expect(daemon.told.failed).toMatchObject([
    { organisation: 'ouderportaal', what: 'mail', message: 'the mail room burns' },
  ])
  expect(did).toEqual(['ouderportaal'])
})

test('an organisation with much to do waits for the others after each portion', async () => {
  const portions: string[] = []
  const workOf = (most: number): Work => {
    let done = 0
    return {
      name: 'mail',
      do: async ({ name }) => {
        portions.push(name)
        done += 1
        return { more: done < most }
      },
    }
  }
  const members = await Promise.all(
    [100, 1, 2, 1].map(async (most, index) => one({ name: `o${index}`, works: [workOf(most)] })),
  )
  await start(members, { lanes: 1 }).at('2026-03-02 01:00')
  expect(portions.filter((name) => name === 'o0')).toHaveLength(100)
  expect(portions.slice(0, 4).toSorted()).toEqual(['o0', 'o1', 'o2', 'o3'])
  expect(portions.slice(4, 6).toSorted()).toEqual(['o0', 'o2'])
})

test('an organisation that takes long holds up its lane, and no other waits for it', async () => {
  const long = Promise.withResolvers<void>()
  const served: string[] = []
  const workOf = (until?: Promise<void>): Work => ({
    name: 'mail',
    async do({ name }) {
      served.push(name)
      await until
      return { more: false }
    },
  })
  const members = [
    await one({ name: 'long', jobs: [], works: [workOf(long.promise)] }),
    await one({ name: 'short', jobs: [], works: [workOf()] }),
  ]
  const daemon = start(members)
  const staying = daemon.stay()
  const shorts = () => served.filter((name) => name === 'short').length
  for (let turn = 1; turn <= 3; turn += 1) {
    await vi.waitFor(() => expect(shorts()).toBeGreaterThanOrEqual(turn))
    daemon.wake()
  }
  expect(served.filter((name) => name === 'long')).toHaveLength(1)
  daemon.ending.abort()
  const ended = staying.then(() => 'ended')
  expect(await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 300, 'waits'))])).toBe(
    'waits',
  )
  long.resolve()
  expect(await ended).toBe('ended')
})

test('an organisation whose tables are not there yet is told of, and does not keep others waiting', async () => {
  const members = [await one({ name: 'later', schema: 'later' }), await one()]
  const daemon = start(members, { lanes: 1 })
  await daemon.at(SUNDAY)
  expect(daemon.told.failed).toMatchObject([{ organisation: 'later', what: 'database' }])
  expect(daemon.told.failed[0]?.message).toContain('ouderportaal db migrate')
  expect(await slots()).toEqual(due(SUNDAY))
  const later = await openStore({ database: database.url, schema: 'later', command: 'test' })
  await migrate(later)
  await daemon.at(SUNDAY)
  expect(await listRuns(later.read, { limit: 100 })).toHaveLength(due(SUNDAY).length)
  await later.close()
})

test('a job that another is at is left to them, without waiting', async () => {
  const begun = Promise.withResolvers<void>()
  const end = Promise.withResolvers<void>()
  const holder = store.record(async (write) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('ouderportaal/expire-credits', 0))`.execute(write)
    begun.resolve()
    await end.promise
  })
  await begun.promise
  const daemon = start([await one()])
  await daemon.at(SUNDAY)
  expect(await slots()).toEqual(due(SUNDAY).filter((slot) => !slot.startsWith('expire-credits')))
  expect(daemon.told.failed).toEqual([])
  end.resolve()
  await holder
  await daemon.at(SUNDAY)
  expect(await slots()).toEqual(due(SUNDAY))
})

test('a database that goes away is told of once, and again when it is back', async () => {
  const { hostname: host, port, pathname } = new URL(database.url)
  const proxy = await openProxy({ host, port: Number(port) })
  const { href } = Object.assign(new URL(database.url), { port: String(proxy.port) })
  const members = [await one({ database: href }), await one({ name: 'second', database: href })]
  const elapsed = { now: 0 }
  const daemon = start(members, { elapsed: () => elapsed.now })
  await proxy.shut()
  await daemon.at(SUNDAY)
  elapsed.now += 60_000
  await daemon.at(SUNDAY)
  await proxy.open()
  elapsed.now += 60_000
  await daemon.at(SUNDAY)
  const place = `127.0.0.1:${proxy.port}${pathname}`
  expect(daemon.told.databases).toEqual([`away ${place}`, `back ${place}`])
  expect(daemon.told.failed).toEqual([])
  expect(await slots()).toEqual(due(SUNDAY))
  await daemon.close()
  daemons.splice(0)
  await proxy.shut()
})

test('a signal that comes in a turn ends it after the job that runs', async () => {
  const daemon = start([await one()], {})
  const works: Work[] = [{ name: 'mail', do: async () => ({ more: true }) }]
  const other = start([await one({ works })], {
    watchers: [{ started: () => daemon.ending.abort() }],
    signal: daemon.ending.signal,
  })
  await other.at(SUNDAY)
  expect(await slots()).toHaveLength(1)
})
