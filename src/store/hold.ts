import { type RawBuilder, sql } from 'kysely'
import type { PoolClient } from 'pg'
import { EXIT, UserError } from '../errors.ts'
import type { Store, WriteDb } from './open.ts'
import { APPLICATION } from './postgres.ts'

const NAME = `hashtextextended(current_schema() || '/' || $1, 0)`

interface Hold {
  readonly name: string
  /** The worker that holds it, by which `breakHold` knows its connection. */
  readonly holder?: string | undefined
  /** After so many milliseconds the server lets go of what a process holds that stands still. */
  readonly lease?: number
}

/**
 * Does long work that only one process at a time may do, outside of a transaction. Throws a UserError (try again
 * later) with the sentence `busy` when another process is at it. An embedded database has one process anyway.
 */
export async function holding<T>(
  store: Store,
  { busy, ...hold }: Hold & { readonly busy: string },
  work: () => Promise<T>,
): Promise<T> {
  const held = await tryHolding(store, hold, work)
  if (!held) throw new UserError(busy, EXIT.tryAgain)
  return held.done
}

/** The same; undefined when another process is at it. */
export async function tryHolding<T>(
  { driver }: Store,
  hold: Hold,
  work: () => Promise<T>,
): Promise<{ readonly done: T } | undefined> {
  if (!('pool' in driver)) return { done: await work() }
  const client = await driver.pool.connect()
  try {
    if (hold.holder) await client.query(CALL, [connectionName(hold.holder)])
    const { rows } = await client.query<{ held: boolean }>(`select pg_try_advisory_lock(${NAME}) as held`, [
      hold.name,
    ])
    return rows[0]?.held ? { done: await whileAlive(client, hold, work) } : undefined
  } finally {
    await letGo(client, hold)
  }
}

/** Holds on for as long as this process is alive enough to say so. */
async function whileAlive<T>(client: PoolClient, { lease }: Hold, work: () => Promise<T>): Promise<T> {
  if (lease === undefined) return work()
  await client.query(LEASE, [String(lease)])
  const beat = setInterval(() => client.query('select 1').catch(() => {}), lease / 4)
  try {
    return await work()
  } finally {
    clearInterval(beat)
    await client.query(LEASE, ['0']).catch(() => {})
  }
}

const LEASE = `select set_config('idle_session_timeout', $1, false)`

const CALL = `select set_config('application_name', $1, false)`

function connectionName(holder: string): string {
  return `${APPLICATION} ${holder}`
}

/** The server lets go by itself of what a connection holds that was lost; the pool must not use that one again. */
async function letGo(client: PoolClient, { name, holder }: Hold): Promise<void> {
  try {
    await client.query(`select pg_advisory_unlock(${NAME})`, [name])
    if (holder) await client.query(CALL, [APPLICATION])
    client.release()
  } catch {
    client.release(true)
  }
}

/** The connections that hold a name, as a part of a query; `name` is a text. */
function holdersOf(name: RawBuilder<unknown>) {
  return sql`from pg_locks
    where locktype = 'advisory' and objsubid = 1 and granted and pid <> pg_backend_pid()
      and database = (select oid from pg_database where datname = current_database())
      and ((classid::bigint << 32) | objid::bigint)
        = hashtextextended(current_schema() || '/' || ${name}, 0)`
}

/** Whether a connection holds that name, as a condition of a query. */
export function isHeld(name: RawBuilder<unknown>) {
  return sql<boolean>`exists (select 1 ${holdersOf(name)})`
}

/** Ends the connection of a holder that does not answer, if it has that name, and waits until it is gone. */
export async function breakHold(write: WriteDb, name: string, holder: string): Promise<void> {
  await sql`select pg_terminate_backend(pid, 5000) ${holdersOf(sql`${name}::text`)}
    and pid in (select pid from pg_stat_activity where application_name = ${connectionName(holder)})`.execute(
    write,
  )
}
