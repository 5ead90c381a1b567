import { type Kysely, sql } from 'kysely'
import { type MigrationProvider, Migrator } from 'kysely/migration'
import { EXIT, UserError } from '../errors.ts'
import { MEANINGS } from './meanings.ts'
import * as first from './migrations/0001-first.ts'
import * as mail from './migrations/0002-mail.ts'
import * as departures from './migrations/0003-departures.ts'
import * as watch from './migrations/0004-watch.ts'
import * as media from './migrations/0005-media.ts'
import * as export_ from './migrations/0006-export.ts'
import * as exportSize from './migrations/0007-export-size.ts'
import * as withdrawnConsents from './migrations/0008-withdrawn-consents.ts'
import * as photosInExports from './migrations/0009-photos-in-exports.ts'
import type { Store } from './open.ts'
import { compareQueue } from './queue-version.ts'

const MIGRATIONS = {
  '0001-first': first,
  '0002-mail': mail,
  '0003-departures': departures,
  '0004-watch': watch,
  '0005-media': media,
  '0006-export': export_,
  '0007-export-size': exportSize,
  '0008-withdrawn-consents': withdrawnConsents,
  '0009-photos-in-exports': photosInExports,
}
const provider: MigrationProvider = { getMigrations: async () => MIGRATIONS }

/** The queue's own tables, among the names of what waits or was done. */
const QUEUE = 'mail queue'

/** Brings the schema up to date and returns the names of what was done; nothing when it already was. */
export async function migrate(store: Store): Promise<readonly string[]> {
  await refuseNewer(store)
  return oneAtATime(store, async () => {
    const names = await pendingMigrations(store)
    await sql`create schema if not exists ${sql.id(store.schema)}`.execute(store.admin)
    const { error } = await migratorOf(store).migrateToLatest()
    if (error) throw error
    const { migrateQueue } = await import('./queue.ts')
    await migrateQueue(store)
    if (names.length > 0) await writeMeanings(store.admin)
    return names
  })
}

/** Held by one connection while others do the work; an embedded database has one process and one connection. */
async function oneAtATime<T>(store: Store, work: () => Promise<T>): Promise<T> {
  if (store.kind === 'pglite') return work()
  const key = sql`hashtextextended(${`${store.schema}/migrate`}, 0)`
  return store.admin.connection().execute(async (holder) => {
    await sql`select pg_advisory_lock(${key})`.execute(holder)
    try {
      return await work()
    } finally {
      await sql`select pg_advisory_unlock(${key})`.execute(holder)
    }
  })
}

/** The schema explains itself to whoever opens it with another tool. In one journey: there are hundreds. */
async function writeMeanings(db: Store['admin']): Promise<void> {
  const comments = Object.entries(MEANINGS).flatMap(([table, { about, writers, columns }]) => [
    sql`comment on table ${sql.table(table)} is ${sql.lit(`${about}. Written by: ${writers.join(', ')}`)};`,
    ...Object.entries(columns).map(
      ([name, meaning]) => sql`comment on column ${sql.ref(`${table}.${name}`)} is ${sql.lit(meaning)};`,
    ),
  ])
  await sql`do $meanings$ begin ${sql.join(comments, sql` `)} end $meanings$`.execute(db)
}

/** Throws a UserError when the schema is not that of this program; one that migrates itself is brought up to date instead. */
export async function requireMigrated(store: Store): Promise<void> {
  await refuseNewer(store)
  const waiting = await pendingMigrations(store)
  if (waiting.length === 0) return
  if (store.migratesItself) {
    await migrate(store)
    return
  }
  throw new UserError(
    `The database is not up to date (waiting: ${waiting.join(', ')}): run "ouderportaal db migrate" first.`,
    EXIT.failed,
  )
}

/** What `migrate` would do, by name. */
export async function pendingMigrations(store: Store): Promise<readonly string[]> {
  const done = new Set(await doneMigrations(store))
  const tables = Object.keys(MIGRATIONS).filter((name) => !done.has(name))
  return (await compareQueue(store)) < 0 ? [...tables, QUEUE] : tables
}

async function refuseNewer(store: Store): Promise<void> {
  const unknown = (await doneMigrations(store)).some((name) => !(name in MIGRATIONS))
  if (!unknown && (await compareQueue(store)) <= 0) return
  throw new UserError(
    'The database is newer than this program: install the version of ouderportaal that brought it up to date, or a later one.',
    EXIT.failed,
  )
}

/** Before the first migration there is no table to ask. */
async function doneMigrations({ admin, schema }: Store): Promise<readonly string[]> {
  const table = sql.id(schema, 'kysely_migration')
  const { rows: found } = await sql<{ table: string | null }>`
    select to_regclass(format('%I.kysely_migration', ${schema}::text))::text as table`.execute(admin)
  if (!found[0]?.table) return []
  const { rows } = await sql<{ name: string }>`select name from ${table}`.execute(admin)
  return rows.map(({ name }) => name)
}

function migratorOf({ admin, schema }: Store): Migrator {
  return new Migrator({ db: admin as unknown as Kysely<unknown>, provider, migrationTableSchema: schema })
}
