import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jobs } from '../../src/jobs/index.ts'
import { addDays } from '../../src/rules/index.ts'
import { createDatabase } from '../import/databases.ts'
import { onStage, type Stage } from '../mail/sending.ts'
import { beside, type Measured, type Row } from '../measure.ts'
import { migrateAll, type Night, runNight } from './daemons.ts'
import { fillOrganisations } from './fill.ts'

const FULL = { organisations: 1_000 }
const QUICK = { organisations: 100 }
const EACH = { children: 300, lapsing: 10, nights: 20, invited: 10 }

const MOST_SECONDS = 600
const MOST_GROWTH = 1.25
const WORKERS = 2

/** A Saturday: on it and the five nights after it every daily job is owed, and none of a week. */
const FIRST = '2026-03-07'
const DAILY = jobs.filter(({ weekday, every }) => weekday === undefined && every === undefined).length

/** The night of many organisations in one database, by two daemons; and how much memory a tenth of them takes. */
export function nightOfFleet(quick: boolean): Promise<Measured> {
  const { organisations } = quick ? QUICK : FULL
  return onStage(async (stage) => {
    const fleet = await prepareFleet(stage, organisations)
    try {
      const tenth = await night(fleet, organisations / 10, WORKERS, 0)
      const all = await night(fleet, organisations, WORKERS, 1)
      const rows = [
        nightRow(organisations, all, fleet.migrationSeconds),
        memoryRow(organisations, all, tenth),
      ]
      return { rows, peakMemoryMb: Math.round(all.peakMb) }
    } finally {
      await rm(fleet.folder, { recursive: true })
    }
  })
}

/** The same night by one, two and four daemons, of one organisation and of many: what docs/scale.md tells. */
export function nightsByDaemons(quick: boolean): Promise<Measured> {
  return onStage(async (stage) => {
    const rows: Row[] = []
    for (const organisations of quick ? [1, 20] : [1, 100, 1_000]) {
      const fleet = await prepareFleet(stage, organisations)
      try {
        await night(fleet, organisations, WORKERS, 0)
        const alone = await night(fleet, organisations, 1, 1)
        rows.push(tableRow(fleet, 1, alone, alone))
        rows.push(tableRow(fleet, 2, await night(fleet, organisations, 2, 2), alone))
        rows.push(tableRow(fleet, 4, await night(fleet, organisations, 4, 3), alone))
      } finally {
        await rm(fleet.folder, { recursive: true })
      }
    }
    return { rows, peakMemoryMb: 0 }
  })
}

function tableRow({ names, migrationSeconds }: Fleet, daemons: number, found: Night, alone: Night): Row {
  const { seconds, mails, peakMb, connections } = found
  const about = `${mails} mails, ${Math.round(peakMb)} MB, ${connections} connections, tables in ${Math.round(migrationSeconds)} s`
  return {
    what: `organisations ${names.length}, daemons ${daemons} (${about})`,
    ours: seconds,
    unit: 's',
    peers: [beside('one daemon', seconds, alone.seconds)],
    goal: 'none: a table to reckon with',
    holds: true,
  }
}

interface Fleet {
  readonly url: string
  readonly port: string
  readonly folder: string
  readonly names: readonly string[]
  readonly migrationSeconds: number
}

async function prepareFleet({ server, port }: Stage, organisations: number): Promise<Fleet> {
  const url = await createDatabase(server, `bench_nightly_${organisations}`)
  const folder = await mkdtemp(join(tmpdir(), 'ouderportaal-bench-'))
  const names = Array.from({ length: organisations }, (_, index) => `o${String(index).padStart(4, '0')}`)
  const config = await writeConfig({ url, port, folder }, names)
  const migrationSeconds = await migrateAll(config)
  await fillOrganisations(url, names, EACH)
  return { url, port, folder, names, migrationSeconds }
}

/** Invitations go the first time only; each night warns of the credits that lapse a week later. */
async function night(fleet: Fleet, organisations: number, daemons: number, nights: number): Promise<Night> {
  const names = fleet.names.slice(0, organisations)
  const config = await writeConfig(fleet, names)
  const at = `${addDays(FIRST, nights)} 23:00`
  return runNight(config, { daemons, at, runs: names.length * DAILY, mailing: names.length, url: fleet.url })
}

async function writeConfig(
  { url, port, folder }: Pick<Fleet, 'url' | 'port' | 'folder'>,
  names: readonly string[],
): Promise<string> {
  const file = join(folder, `${names.length}.yaml`)
  const settings = {
    database: url,
    portalUrl: 'https://portaal.example',
    activationKey: 'ab'.repeat(32),
    mail: { transport: `smtp://127.0.0.1:${port}`, from: 'portaal@opvang.example' },
    daemon: { listen: 'off' },
    organisations: Object.fromEntries(names.map((name) => [name, { organisation: `Opvang ${name}` }])),
  }
  await writeFile(file, JSON.stringify(settings))
  return file
}

function nightRow(organisations: number, { seconds, mails }: Night, migrationSeconds: number): Row {
  return {
    what: `the night of ${organisations.toLocaleString('en')} organisations of ${EACH.children} children, ${WORKERS} daemons, ${mails} mails`,
    ours: seconds,
    unit: 's',
    peers: [beside('making their tables', seconds, migrationSeconds)],
    goal: `under ${MOST_SECONDS} s for 1,000`,
    holds: seconds * (FULL.organisations / organisations) < MOST_SECONDS,
  }
}

function memoryRow(organisations: number, all: Night, tenth: Night): Row {
  return {
    what: `peak memory of a daemon with ${organisations.toLocaleString('en')} organisations`,
    ours: all.peakMb,
    unit: 'MB',
    peers: [beside('a tenth of them', all.peakMb, tenth.peakMb)],
    goal: `at most ${MOST_GROWTH} times`,
    holds: all.peakMb / tenth.peakMb <= MOST_GROWTH,
  }
}
