import pg from 'pg'
import { jobs } from '../../src/jobs/index.ts'
import type { NightSettings } from '../../src/jobs/nightly.ts'
import { listOwed } from '../../src/jobs/owed.ts'
import { findNamed } from '../../src/jobs/timetable.ts'
import { loadPolicy } from '../../src/policy/load.ts'
import { momentAtWall } from '../../src/rules/index.ts'
import { openStore, type Store } from '../../src/store/open.ts'
import { startServer } from '../../test/support/postgres-server.ts'
import { prepare } from '../../test/support/prepare.ts'
import { createDatabase } from '../import/databases.ts'
import { beside, median, type Row } from '../measure.ts'
import { type Size, seed, TODAY } from './seed.ts'

const FULL: Size = { credits: 1_000_000, lapsing: 30_000, openRequests: 200_000, guardians: 50_000 }
const QUICK: Size = { credits: 100_000, lapsing: 3_000, openRequests: 20_000, guardians: 5_000 }

/** As it is delivered, but for the memory that a database of a few gigabytes is given. */
const SERVER = { shared_buffers: '1GB', max_wal_size: '4GB' }

const MOST_SECONDS = 60
const MOST_TIMES = 2

/** On a Friday evening every job is owed, those of a week and of an hour too. */
const AT = momentAtWall(`${TODAY} 23:45`)

/** The night of one organisation, and in it expire-credits beside the two statements that it comes to. */
export async function oneOrganisation(quick: boolean): Promise<readonly Row[]> {
  const size = quick ? QUICK : FULL
  const server = await startServer(SERVER)
  try {
    const url = await createDatabase(server, 'bench_nightly')
    await prepare(url)
    await seed(url, size)
    const store = await openStore({ database: url, schema: 'ouderportaal', command: 'bench' })
    try {
      const expiring = await raceExpiring(store, url, size, quick ? 3 : 5)
      return [expiring, ...(await timeNight(store, size))]
    } finally {
      await store.close()
    }
  } finally {
    await server.stop()
  }
}

/** What a run of expire-credits comes to, with nothing read into a program and nothing kept of the run. */
const BARE = `
  with lapsed as (
    select credits.id, sum(entry.amount) as balance, max(entry.id) as last_entry
    from credits join credit_entries entry on entry.credit_id = credits.id
    where expires_on < $1 group by credits.id having sum(entry.amount) > 0
  )
  insert into credit_entries (credit_id, kind, amount, at, key)
    select id, 'expired', -balance, $2, id || '/expired/' || last_entry from lapsed`

async function raceExpiring(store: Store, url: string, { lapsing }: Size, rounds: number): Promise<Row> {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=ouderportaal' })
  await client.connect()
  const ours: number[] = []
  const bare: number[] = []
  try {
    for (let round = 0; round < rounds; round += 1) {
      bare.push(await timed(() => client.query(BARE, [TODAY, AT.now.toString()])))
      await undo(client, lapsing)
      ours.push(await timed(() => runJob(store, 'expire-credits')))
      await undo(client, lapsing)
    }
  } finally {
    await client.end()
  }
  const ratio = median(ours) / median(bare)
  return {
    what: `expire-credits, ${lapsing.toLocaleString('en')} lapse`,
    ours: median(ours),
    unit: 's',
    peers: [beside('the bare statement', median(ours), median(bare))],
    goal: `at most ${MOST_TIMES} times`,
    holds: ratio <= MOST_TIMES,
  }
}

/** As before, so that the next one finds the same work. */
async function undo(client: pg.Client, lapsing: number): Promise<void> {
  const { rowCount } = await client.query(`delete from credit_entries where key like '%/expired/%'`)
  if (rowCount !== lapsing) throw new Error(`${rowCount} of ${lapsing} credits were written off`)
  await client.query('vacuum analyze credit_entries')
}

/** Each job that is owed, in order; the mails that they queue are sent by another bench. */
async function timeNight(store: Store, size: Size): Promise<readonly Row[]> {
  const times: (readonly [name: string, seconds: number])[] = []
  for (const { job } of await listOwed(store.read, jobs, AT)) {
    times.push([job.name, await timed(() => runJob(store, job.name))])
  }
  const all = times.reduce((sum, [, seconds]) => sum + seconds, 0)
  const about = `${size.credits.toLocaleString('en')} credits, ${size.openRequests.toLocaleString('en')} open requests, ${size.guardians.toLocaleString('en')} guardians`
  const night = rowOf(
    `the night of one organisation: ${about}`,
    all,
    `at most ${MOST_SECONDS} s`,
    all <= MOST_SECONDS,
  )
  return [night, ...times.map(([name, seconds]) => rowOf(`  ${name}`, seconds, 'a part of it', true))]
}

function rowOf(what: string, seconds: number, goal: string, holds: boolean): Row {
  return { what, ours: seconds, unit: 's', peers: [], goal, holds }
}

async function runJob(store: Store, name: string): Promise<void> {
  const run = { at: AT, dryRun: false, elapsed: () => 0 }
  await findNamed(jobs, name).run(store, await settings(), run)
}

async function settings(): Promise<NightSettings> {
  const folder = new URL('../../policies', import.meta.url).pathname
  const { versions } = await loadPolicy('delangekeizer', folder, folder)
  const retention = () => ({ months: 24, media: 'unused' })
  return {
    policy: async () => versions[0],
    activationKey: () => '5c'.repeat(32),
    hasAdministrator: true,
    retention,
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}
