import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { migrate } from '../src/store/migrate.ts'
import { openStore } from '../src/store/open.ts'

/** Makes docs/database.md from the live schema: `node scripts/describe-database.ts`. */
const target = resolve(import.meta.dirname, '../docs/database.md')

interface Column {
  readonly table: string
  readonly about: string
  readonly name: string
  readonly type: string
  readonly optional: boolean
  readonly meaning: string
  readonly refers: string | null
}

export async function describeDatabase(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ouderportaal-schema-'))
  const store = await openStore({
    database: `pglite:${folder}/data`,
    schema: 'ouderportaal',
    command: 'describe',
  })
  try {
    await migrate(store)
    return pageOf(await readColumns(store.admin as unknown as Kysely<unknown>))
  } finally {
    await store.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function readColumns(db: Kysely<unknown>): Promise<readonly Column[]> {
  const { rows } = await sql<Column>`
    select c.relname as table, obj_description(c.oid) as about, a.attname as name,
      format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as optional,
      col_description(c.oid, a.attnum) as meaning, f.confrelid::regclass::text as refers
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_constraint f on f.conrelid = c.oid and f.contype = 'f' and f.conkey = array[a.attnum]
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and c.relname not like 'kysely%'
    order by c.oid, a.attnum`.execute(db)
  return rows
}

function pageOf(columns: readonly Column[]): string {
  const tables = [...Map.groupBy(columns, (column) => column.table)]
  return `# The database

The contract with the portal, which shares these tables. This page is made from the comments of the live
schema by \`node scripts/describe-database.ts\`; the meanings are in \`src/store/meanings.ts\`.

Days are \`date\`, moments \`timestamp with time zone\`, hours on the wall clock text as \`HH:MM\`. One organisation
lives in one schema (the setting \`schema\`); a connection carries it in its search path and no query names it. The
mail queue (pg-boss) has a schema of its own beside it, \`SCHEMA_queue\`.

Whoever decides or answers a request does so in one transaction that first takes the lock of requests, so that the last
place of a group and a child's credit are looked at by one at a time:

\`\`\`sql
select pg_advisory_xact_lock(hashtextextended(current_schema() || '/requests', 0));
\`\`\`

\`\`\`mermaid
erDiagram
${columns
  .filter((column) => column.refers)
  .map((column) => `  ${column.refers} ||--o{ ${column.table} : ${column.name}`)
  .join('\n')}
\`\`\`

${tables.map(([table, rows]) => sectionOf(table, rows)).join('\n')}`
}

function sectionOf(table: string, rows: readonly Column[]): string {
  return `## ${table}

${rows[0]?.about}.

| column | type | meaning |
|---|---|---|
${rows.map((row) => `| \`${row.name}\` | ${typeOf(row)} | ${row.meaning} |`).join('\n')}
`
}

function typeOf({ type, optional, refers }: Column): string {
  return `${type}${optional ? ', optional' : ''}${refers ? `, of \`${refers}\`` : ''}`
}

if (process.argv[1] === import.meta.filename) await writeFile(target, await describeDatabase())
