import { resolve } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { Kysely, type Transaction } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import { holdsDatabase, requireDatabase } from './data-folder.ts'
import { type Connections, connectPostgres, openServer, type Server } from './postgres.ts'
import type { Tables } from './tables.ts'

/** A handle that only reads: a write, raw SQL too, does not compile. */
export type ReadDb = ReadonlyKysely<Tables>
/** A handle that writes; it exists only inside a transaction. */
export type WriteDb = Transaction<Tables>

/** The reading side of a transaction, for work that decides on what the transaction sees. */
export function reading(write: WriteDb): ReadDb {
  return write as unknown as ReadDb
}

export type { Server }

/** The servers of databases that several organisations use, each opened when it is first asked for. */
export interface Servers {
  /** Undefined for an embedded database, which has none. */
  of(database: string): Server | undefined
  all(): readonly Server[]
  /** Closes all but those of these databases. */
  keep(databases: ReadonlySet<string>): Promise<void>
  close(): Promise<void>
}

/** With connections for so many organisations at the same time. */
export function openServers({ atOnce = 1 }: { readonly atOnce?: number } = {}): Servers {
  const servers = new Map<string, Server>()
  return {
    of(database) {
      if (/^pglite:/.test(database)) return undefined
      const server = servers.get(database) ?? openServer(database, { atOnce })
      servers.set(database, server)
      return server
    },
    all: () => [...servers.values()],
    async keep(databases) {
      for (const [database, server] of servers) {
        if (databases.has(database)) continue
        servers.delete(database)
        await server.close()
      }
    },
    async close() {
      for (const server of servers.values()) await server.close()
    },
  }
}

export type Driver = { readonly pool: Connections } | { readonly pglite: PGlite }

export interface Store {
  readonly kind: 'postgres' | 'pglite'
  /** An embedded database is brought up to date by whoever opens it, but not by a dry run. */
  readonly migratesItself: boolean
  /** The organisation's schema; connections carry it, no query names it. */
  readonly schema: string
  readonly read: ReadDb
  /** For migrations only. */
  readonly admin: Kysely<Tables>
  /** The driver itself, for the queue, which brings statements of its own. */
  readonly driver: Driver
  /** Everything in `work` happens or nothing does; not when `signal` was aborted before the end. */
  transaction<T>(work: (write: WriteDb) => Promise<T>): Promise<T>
  /** As `transaction`, but nothing of it stays: for work that can only be tried by doing it. */
  rehearse<T>(work: (write: WriteDb) => Promise<T>): Promise<T>
  /** As `transaction`, also after an interruption: what has happened outside must be known here. */
  record<T>(work: (write: WriteDb) => Promise<T>): Promise<T>
  /** As `record`, of one statement: the database makes it a transaction by itself, without two journeys more. */
  statement<T>(work: (write: WriteDb) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface StoreOptions {
  /** `postgres://...` or `pglite:FOLDER`. */
  readonly database: string
  readonly schema: string
  /** Named to whoever finds the embedded database locked. */
  readonly command: string
  /** An embedded database that isn't there yet is made; otherwise its absence is a UserError. */
  readonly create?: boolean
  /** An embedded database that isn't there yet is made in memory only. */
  readonly dryRun?: boolean
  /** An interrupted command commits nothing more. */
  readonly signal?: AbortSignal
  /** The server of `database`, where others use it too; whoever opened it closes it. */
  readonly server?: Server | undefined
}

export async function openStore(options: StoreOptions): Promise<Store> {
  const { kind, migratesItself, dialect, driver, release } = await connect(options)
  const db = new Kysely<Tables>({ dialect })
  return {
    kind,
    migratesItself,
    schema: options.schema,
    read: db as unknown as ReadDb,
    admin: db,
    driver,
    transaction: (work) =>
      db.transaction().execute(async (write) => {
        const result = await work(write)
        options.signal?.throwIfAborted()
        return result
      }),
    rehearse: (work) => rehearse(db, work),
    record: (work) => db.transaction().execute(work),
    statement: (work) => work(db as unknown as WriteDb),
    async close() {
      await db.destroy()
      release()
    },
  }
}

async function rehearse<T>(db: Kysely<Tables>, work: (write: WriteDb) => Promise<T>): Promise<T> {
  const transaction = await db.startTransaction().execute()
  try {
    return await work(transaction)
  } finally {
    await transaction.rollback().execute()
  }
}

async function connect(options: StoreOptions) {
  const { database, schema, command, create = true, dryRun = false } = options
  const path = /^pglite:(.+)$/.exec(database)?.[1]
  if (path === undefined) {
    const server = await connectPostgres(database, schema, options.server)
    return { kind: 'postgres' as const, migratesItself: false, ...server, release: () => {} }
  }
  const folder = resolve(path)
  const kind = 'pglite' as const
  if (!create) requireDatabase(folder)
  const { openEmbedded, openInMemory } = await import('./embedded.ts')
  if (dryRun && !holdsDatabase(folder)) return { kind, migratesItself: true, ...(await openInMemory(schema)) }
  return { kind, migratesItself: !dryRun, ...(await openEmbedded(folder, schema, command)) }
}
