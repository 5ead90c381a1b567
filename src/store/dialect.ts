import {
  type DatabaseIntrospector,
  type Kysely,
  PostgresDialect,
  type PostgresDialectConfig,
  type SchemaMetadata,
  sql,
  type TableMetadata,
} from 'kysely'
import { DEFAULT_MIGRATION_LOCK_TABLE, DEFAULT_MIGRATION_TABLE } from 'kysely/migration'

/**
 * PostgreSQL with one schema to look at. Kysely's own looks at every column of every schema whenever its migrator asks
 * whether a table is there; with a thousand organisations that took more time than all the rest.
 */
export class OneSchemaDialect extends PostgresDialect {
  readonly #schema: string

  constructor(config: PostgresDialectConfig, schema: string) {
    super(config)
    this.#schema = schema
  }

  override createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    const schema = this.#schema
    return {
      getSchemas: async () => schemasOf(db, schema),
      getTables: async () => tablesOf(db, schema),
    }
  }
}

async function schemasOf(db: Kysely<unknown>, schema: string): Promise<SchemaMetadata[]> {
  const { rows } = await sql<SchemaMetadata>`
    select nspname as name from pg_catalog.pg_namespace where nspname = ${schema}`.execute(db)
  return rows
}

/** Of the migrator, which asks for no others: names have an index, schemas have none. */
const ITS_TABLES = [DEFAULT_MIGRATION_TABLE, DEFAULT_MIGRATION_LOCK_TABLE]

async function tablesOf(db: Kysely<unknown>, schema: string): Promise<TableMetadata[]> {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_catalog.pg_tables
    where schemaname = ${schema} and tablename in (${sql.join(ITS_TABLES)})`.execute(db)
  return rows.map(({ name }) => ({ name, schema, isView: false, isForeign: false, columns: [] }))
}
