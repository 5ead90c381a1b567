import { createRequire } from 'node:module'
import { sql } from 'kysely'
import type { Store } from './open.ts'

/* Every command asks for it, and few have to do with the queue: its package takes longer to load than they take. */

/** The package tells it nowhere else. */
const QUEUE_VERSION: number = createRequire(import.meta.url)('pg-boss/package.json').pgboss.schema

/** The queue lives beside the organisation's own schema. */
export function queueSchemaOf({ schema }: Pick<Store, 'schema'>): string {
  return `${schema}_queue`
}

/** Below 0 when the queue's schema is older than this program or missing, above 0 when it is newer. */
export async function compareQueue(store: Store): Promise<number> {
  const schema = queueSchemaOf(store)
  const { rows: found } = await sql<{ table: string | null }>`
    select to_regclass(format('%I.version', ${schema}::text))::text as table`.execute(store.admin)
  if (!found[0]?.table) return -QUEUE_VERSION
  const { rows } = await sql<{ version: number | null }>`
    select max(version)::integer as version from ${sql.id(schema, 'version')}`.execute(store.admin)
  return (rows[0]?.version ?? 0) - QUEUE_VERSION
}
