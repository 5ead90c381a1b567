import { Kysely, PostgresDialect, type PostgresPool } from 'kysely'
import type { ReadDb, Store } from './open.ts'
import type { Tables } from './tables.ts'

/** A store on connections of somebody else: they know of no schema of ours, so each query names it. */
export function storeOnPool(pool: PostgresPool, schema: string): Pick<Store, 'read' | 'record'> {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }).withSchema(schema)
  return {
    read: db as unknown as ReadDb,
    // Whatever their default is: who comes second must find what the first did, not an error.
    record: (work) => db.transaction().setIsolationLevel('read committed').execute(work),
  }
}
