import { PostgresDialect } from 'kysely'
import pg from 'pg'
import { EXIT, UserError } from '../errors.ts'
import { parsers } from './types.ts'

/** A pool on a PostgreSQL server. Throws a UserError (try again later) that names the host when it does not answer. */
export async function connectPostgres(url: string, schema: string) {
  const pool = new pg.Pool({
    ...connectionOf(url),
    application_name: 'ouderportaal',
    options: `-c search_path=${schema} -c TimeZone=UTC`,
    max: 4,
    connectionTimeoutMillis: 5_000,
    lock_timeout: 30_000,
    statement_timeout: 10 * 60_000,
    idle_in_transaction_session_timeout: 10 * 60_000,
    types: { getTypeParser: typeParser as typeof pg.types.getTypeParser },
  })
  // Without these a lost connection is an unhandled event and ends the process; the query that
  // notices reports it.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  await probe(pool)
  return { dialect: new PostgresDialect({ pool }), driver: { pool } }
}

function connectionOf(url: string): { connectionString: string } {
  try {
    new URL(url)
    return { connectionString: url }
  } catch {
    throw new UserError(
      'The database address is not a URL: write postgres://user:password@host:5432/name in DATABASE_URL or in the setting "database".',
    )
  }
}

async function probe(pool: pg.Pool): Promise<void> {
  try {
    await pool.query('select 1')
  } catch (error) {
    const host = `${pool.options.host ?? new URL(pool.options.connectionString ?? '').host}`
    await pool.end()
    throw new UserError(
      `The database at ${host} does not answer (${reasonOf(error)}): check that it runs and that the address is right, then try again.`,
      EXIT.tryAgain,
    )
  }
}

/** A refused connection on several addresses of one name comes as one error without a text of its own. */
function reasonOf(error: unknown): string {
  const first = error instanceof AggregateError ? error.errors[0] : error
  const { code, message } = first as NodeJS.ErrnoException
  return message || code || 'no reason given'
}

function typeParser(oid: number, format?: 'text' | 'binary') {
  return (format !== 'binary' && parsers[oid]) || pg.types.getTypeParser(oid as never, format as never)
}
