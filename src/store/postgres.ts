import { PostgresDialect } from 'kysely'
import pg from 'pg'
import { UserError } from '../errors.ts'
import { refusedConnection } from './refused-connection.ts'
import { quoted } from './schema-name.ts'
import { parsers } from './types.ts'

/** What the server knows our connections by. */
export const APPLICATION = 'ouderportaal'

/** A pool on a PostgreSQL server. Throws a UserError that names the host when it can't be used. */
export async function connectPostgres(url: string, schema: string) {
  const host = hostOf(url)
  const pool = new pg.Pool({
    connectionString: url,
    application_name: APPLICATION,
    max: 4,
    connectionTimeoutMillis: 5_000,
    lock_timeout: 30_000,
    statement_timeout: 10 * 60_000,
    idle_in_transaction_session_timeout: 10 * 60_000,
    types: { getTypeParser: typeParser as typeof pg.types.getTypeParser },
    onConnect: (client) => prepareConnection(client, schema),
  })
  // Without this a lost connection is an unhandled event and ends the process; the query that
  // notices reports it.
  pool.on('error', () => {})
  try {
    await assertSchema(pool, schema)
  } catch (error) {
    await pool.end()
    throw refusedConnection(error, host)
  }
  return { dialect: new PostgresDialect({ pool }), driver: { pool } }
}

/** By statements, which nothing in the address can undo: `?options=` there takes the place of the pool's own. */
async function prepareConnection(client: pg.ClientBase, schema: string): Promise<void> {
  client.on('error', () => {})
  await client.query(`set search_path = ${quoted(schema)}; set time zone 'UTC'`)
}

/** The schema may not be there yet, but no other may stand in for it. */
async function assertSchema(pool: pg.Pool, schema: string): Promise<void> {
  const { rows } = await pool.query<{ name: string | null }>('select current_schema() as name')
  const name = rows[0]?.name ?? schema
  if (name === schema) return
  throw new UserError(
    `The database gives the schema ${name} in place of ${schema}: remove what sets search_path from the database address.`,
  )
}

function hostOf(url: string): string {
  try {
    return new URL(url).host || 'this machine'
  } catch {
    throw new UserError(
      'The database address is not a URL: write postgres://user:password@host:5432/name in DATABASE_URL or in the setting "database".',
    )
  }
}

function typeParser(oid: number, format?: 'text' | 'binary') {
  return (format !== 'binary' && parsers[oid]) || pg.types.getTypeParser(oid as never, format as never)
}
