import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { APPLICATION } from '../../src/store/postgres.ts'

const PROGRAM = resolve(import.meta.dirname, '../../dist/bin/ouderportaal.js')

/** What a night took. */
export interface Night {
  readonly seconds: number
  /** Of the daemon that had most. */
  readonly peakMb: number
  readonly mails: number
  /** That the daemons had at the same time, at most. */
  readonly connections: number
}

interface Line {
  readonly job?: string
  readonly work?: string
  readonly organisation?: string
  readonly counts?: { readonly sent?: number; readonly waiting?: number }
  readonly level?: string
  readonly msg?: string
}

/** Brings the tables of all organisations in the settings up to date; the seconds that it took. */
export async function migrateAll(config: string): Promise<number> {
  const began = performance.now()
  const child = spawn(process.execPath, [PROGRAM, 'db', 'migrate', '--config', config, '--quiet'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`db migrate ended with ${code}`)
  return (performance.now() - began) / 1_000
}

interface NightOf {
  readonly daemons: number
  readonly at: string
  readonly runs: number
  readonly mailing: number
  /** Of the database. */
  readonly url: string
}

/** Daemons share a night, until so many runs of jobs are done and so many organisations have sent all their mail. */
export async function runNight(config: string, { daemons, at, runs, mailing, url }: NightOf): Promise<Night> {
  const began = performance.now()
  const done = Promise.withResolvers<void>()
  const count = { runs: 0, mails: 0 }
  const waiting = new Map<string, number>()
  const hasSentAll = () => waiting.size >= mailing && [...waiting.values()].every((mails) => mails === 0)
  const started = Array.from({ length: daemons }, () => {
    const args = [PROGRAM, 'daemon', '--config', config, '--at', at, '--log', 'json']
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] })
    createInterface({ input: child.stderr }).on('line', (text) => {
      const {
        job,
        work,
        organisation = '',
        counts,
        level,
        msg,
      }: Line = text.startsWith('{') ? JSON.parse(text) : { level: 'warn', msg: text }
      if (level === 'warn') process.stderr.write(`${msg}\n`)
      if (job && counts) count.runs += 1
      if (work === 'mail') {
        count.mails += counts?.sent ?? 0
        waiting.set(organisation, counts?.waiting ?? 0)
      }
      if (count.runs >= runs && hasSentAll()) done.resolve()
    })
    child.once('exit', () => done.reject(new Error('a daemon ended before the night was over')))
    return child
  })
  const connections = await mostConnections(url, done.promise)
  const seconds = (performance.now() - began) / 1_000
  const peakMb = Math.max(...started.map(({ pid }) => peakOf(pid)))
  const ends = started.map((child) => once(child, 'exit'))
  for (const child of started) child.kill('SIGTERM')
  await Promise.all(ends)
  return { seconds, peakMb, mails: count.mails, connections }
}

/** Looked at four times a second, until the night is over. */
async function mostConnections(url: string, over: Promise<void>): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    let most = 0
    const look = async () => {
      const { rows } = await client.query(
        'select count(*)::integer as connections from pg_stat_activity where application_name = $1',
        [APPLICATION],
      )
      most = Math.max(most, rows[0].connections)
    }
    const isOver = over.then(() => true)
    while (!(await Promise.race([isOver, setTimeout(250, false)]))) await look()
    return most
  } finally {
    await client.end()
  }
}

function peakOf(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1]) / 1_024
}
