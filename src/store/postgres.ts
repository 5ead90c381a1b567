import pg from 'pg'
import { UserError } from '../errors.ts'
import { OneSchemaDialect } from './dialect.ts'
import { refusedConnection } from './refused-connection.ts'
import { quoted } from './schema-name.ts'
import { parsers } from './types.ts'

/** What the server knows our connections by. */
export const APPLICATION = 'ouderportaal'

/** Connections that are lent with the schema of one organisation set. */
export interface Connections {
  connect(): Promise<pg.PoolClient>
  query(text: string, values?: unknown[]): Promise<pg.QueryResult>
  end(): Promise<void>
}

/** A server with a bounded number of connections, which any number of organisations share. */
export interface Server {
  connectionsOf(schema: string): Connections
  /** Throws a UserError that names the host when it does not answer. */
  ping(): Promise<void>
  /** Breaks what is being done off, as a crash would: the server takes it back. */
  abort(): void
  close(): Promise<void>
}

/** So many organisations at a time may each need four: two that hold a lock or a transaction, two that read beside it. */
const MOST_OF_ONE = 4

/** As long as a worker may stand still in a transaction before the server takes its work back and others may do it. */
const LEASE_MS = 10 * 60_000

/** A server that stands still takes connections and questions, and answers none: whoever watches us must not hang with it. */
const PING_MS = 5_000

/** The driver knows the limit of one query, its types do not. */
type PingConfig = pg.QueryConfig & { readonly query_timeout: number }

/** A server keeps what it knows of each table that a connection ever touched: an old connection makes room for a new one. */
const LIFETIME_SECONDS = 10 * 60

export function openServer(url: string, { atOnce = 1 }: { readonly atOnce?: number } = {}): Server {
  const host = hostOf(url)
  const pool = new pg.Pool({
    connectionString: url,
    application_name: APPLICATION,
    max: MOST_OF_ONE * atOnce,
    maxLifetimeSeconds: LIFETIME_SECONDS,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 30_000,
    lock_timeout: 30_000,
    statement_timeout: LEASE_MS,
    idle_in_transaction_session_timeout: LEASE_MS,
    types: { getTypeParser: typeParser as typeof pg.types.getTypeParser },
    onConnect: (client) => prepareConnection(client),
  })
  // Without this a lost connection is an unhandled event and ends the process; the query that
  // notices reports it.
  pool.on('error', () => {})
  const clients = new Set<pg.PoolClient>()
  pool.on('connect', (client) => clients.add(client))
  pool.on('remove', (client) => clients.delete(client))
  return {
    connectionsOf: (schema) => connectionsOf(pool, schema),
    ping: () => ask(pool, host, { text: 'select 1', query_timeout: PING_MS }).then(() => {}),
    abort() {
      for (const client of clients) client.end().catch(() => {})
    },
    close: () => pool.end(),
  }
}

/** A store's way to a server. Throws a UserError that names the host when it can't be used. */
export async function connectPostgres(url: string, schema: string, shared?: Server) {
  const server = shared ?? openServer(url)
  const connections = server.connectionsOf(schema)
  const end = async () => {
    if (!shared) await server.close()
  }
  try {
    await assertSchema(connections, schema)
  } catch (error) {
    await end()
    throw refusedConnection(error, hostOf(url))
  }
  const pool = { ...connections, end, options: {} }
  return { dialect: new OneSchemaDialect({ pool }, schema), driver: { pool } }
}

/** Which schema a connection has, since the last who had it may have been another organisation. */
const schemas = new WeakMap<pg.ClientBase, string>()

function connectionsOf(pool: pg.Pool, schema: string): Connections {
  const connect = async () => {
    const client = await pool.connect()
    if (schemas.get(client) !== schema) await setSchema(client, schema)
    return client
  }
  return {
    connect,
    async query(text, values) {
      const client = await connect()
      try {
        return await client.query(text, values)
      } finally {
        client.release()
      }
    },
    end: async () => {},
  }
}

/** By a statement, which nothing in the address can undo: `?options=` there takes the place of the pool's own. */
async function setSchema(client: pg.PoolClient, schema: string): Promise<void> {
  try {
    schemas.delete(client)
    await client.query(`set search_path = ${quoted(schema)}`)
    schemas.set(client, schema)
  } catch (error) {
    client.release(true)
    throw error
  }
}

async function prepareConnection(client: pg.ClientBase): Promise<void> {
  client.on('error', () => {})
  await client.query("set time zone 'UTC'")
}

async function ask(pool: pg.Pool, host: string, question: PingConfig): Promise<pg.QueryResult> {
  try {
    return await pool.query(question)
  } catch (error) {
    throw refusedConnection(error, host)
  }
}

/** The schema may not be there yet, but no other may stand in for it. */
async function assertSchema(connections: Connections, schema: string): Promise<void> {
  const { rows } = await connections.query('select current_schema() as name')
  const name: string = rows[0]?.name ?? schema
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
