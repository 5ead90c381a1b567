import { type Kysely, sql } from 'kysely'
import { type MigrationProvider, Migrator } from 'kysely/migration'
import { EXIT, UserError } from '../errors.ts'
import { MEANINGS } from './meanings.ts'
import * as first from './migrations/0001-first.ts'
import type { Store } from './open.ts'
import { migrateQueue } from './queue.ts'

const provider: MigrationProvider = { getMigrations: async () => ({ '0001-first': first }) }

/** Brings the schema up to date and returns the names of what was done; nothing when it already was. */
export async function migrate(store: Store): Promise<readonly string[]> {
  await sql.raw(`create schema if not exists ${store.schema}`).execute(store.admin)
  const { error, results } = await migratorOf(store.admin, store.schema).migrateToLatest()
  if (error) throw error
  await migrateQueue(store)
  const names = (results ?? []).map((result) => result.migrationName)
  if (names.length > 0) await writeMeanings(store.admin)
  return names
}

/** The schema explains itself to whoever opens it with another tool. */
async function writeMeanings(db: Store['admin']): Promise<void> {
  for (const [table, { about, writers, columns }] of Object.entries(MEANINGS)) {
    const text = `${about}. Written by: ${writers.join(', ')}`
    await sql`comment on table ${sql.table(table)} is ${sql.lit(text)}`.execute(db)
    for (const [name, meaning] of Object.entries(columns)) {
      await sql`comment on column ${sql.ref(`${table}.${name}`)} is ${sql.lit(meaning)}`.execute(db)
    }
  }
}

/** Throws a UserError when the schema is older than this program; the embedded database is brought up to date instead. */
export async function requireMigrated(store: Store): Promise<void> {
  const waiting = await pendingMigrations(store)
  if (waiting.length === 0) return
  if (store.kind === 'pglite') {
    await migrate(store)
    return
  }
  throw new UserError(
    `The database is not up to date (${waiting.length} migration(s) waiting): run "ouderportaal db migrate" first.`,
    EXIT.failed,
  )
}

export async function pendingMigrations(store: Store): Promise<readonly string[]> {
  const all = await migratorOf(store.admin, store.schema).getMigrations()
  return all.filter((migration) => migration.executedAt === undefined).map((migration) => migration.name)
}

function migratorOf(db: Kysely<never> | Store['admin'], schema: string): Migrator {
  return new Migrator({ db: db as Kysely<unknown>, provider, migrationTableSchema: schema })
}
