import { type Kysely, sql } from 'kysely'

/** How a finished ZIP is known again without reading it, and which part it is of an export that was split. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `alter table exports
    add column stamp text,
    add column part integer not null default 1 check (part >= 1),
    add column parts integer not null default 1,
    add check (part <= parts)`,
  `drop index exports_ready`,
  `create unique index exports_ready on exports (child_id, guardian_id, part) where state = 'ready'`,
]
