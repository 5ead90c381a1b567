import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { type Server, startServer } from '../../test/support/postgres-server.ts'
import { prepare } from '../../test/support/prepare.ts'
import { createDatabase, inCopy } from '../import/databases.ts'
import { addMails } from './mails.ts'
import type { Result } from './result.ts'

const program = (name: string) => resolve(import.meta.dirname, name)

/** A database server, and a mail server that takes everything, each in a process of its own. */
export interface Stage {
  readonly server: Server
  /** The port of the mail server. */
  readonly port: string
}

export async function onStage<T>(work: (stage: Stage) => Promise<T>): Promise<T> {
  // As PostgreSQL is delivered: what is sent must be known to be sent after a power failure too.
  const server = await startServer({})
  const sink = spawn(process.execPath, [program('sink.ts')], { stdio: ['pipe', 'pipe', 'inherit'] })
  try {
    const [port] = (await once(sink.stdout, 'data')) as [Buffer]
    return await work({ server, port: port.toString().trim() })
  } finally {
    sink.stdin.end()
    await server.stop()
  }
}

/** Makes a database in which so many mails wait, and returns its name. */
export async function createWaiting({ server }: Stage, mails: number): Promise<string> {
  const name = `bench_mail_${mails}`
  const url = await createDatabase(server, name)
  await prepare(url)
  await addMails(url, mails)
  return name
}

/** Ours sends all that waits in a copy of the database. */
export function sendWaiting({ server, port }: Stage, database: string, connections: number): Promise<Result> {
  return inCopy(server, database, (url) => run('ours.ts', port, String(connections), url))
}

/** The peer sends as many. */
export function sendBare({ port }: Stage, mails: number, connections: number): Promise<Result> {
  return run('bare.ts', port, String(connections), String(mails))
}

async function run(name: string, ...args: readonly string[]): Promise<Result> {
  const { stdout } = await promisify(execFile)(process.execPath, [program(name), ...args])
  return JSON.parse(stdout)
}
