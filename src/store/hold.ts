import type { PoolClient } from 'pg'
import { EXIT, UserError } from '../errors.ts'
import type { Store } from './open.ts'

const NAME = `hashtextextended(current_schema() || '/' || $1, 0)`

/**
 * Does long work that only one process at a time may do, outside of a transaction. Throws a UserError (try again
 * later) with the sentence `busy` when another process is at it. An embedded database has one process anyway.
 */
export async function holding<T>(
  { driver }: Store,
  { name, busy }: { readonly name: string; readonly busy: string },
  work: () => Promise<T>,
): Promise<T> {
  if (!('pool' in driver)) return work()
  const client = await driver.pool.connect()
  try {
    const { rows } = await client.query<{ held: boolean }>(`select pg_try_advisory_lock(${NAME}) as held`, [
      name,
    ])
    if (!rows[0]?.held) throw new UserError(busy, EXIT.tryAgain)
    return await work()
  } finally {
    await letGo(client, name)
  }
}

/** The server lets go by itself of what a connection holds that was lost; the pool must not use that one again. */
async function letGo(client: PoolClient, name: string): Promise<void> {
  try {
    await client.query(`select pg_advisory_unlock(${NAME})`, [name])
    client.release()
  } catch {
    client.release(true)
  }
}
