import { type Kysely, sql } from 'kysely'

/** At which size an export that waits is split: whoever makes it may know of no other than that of the settings. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(`alter table export_jobs add column split bigint check (split > 0)`).execute(db)
}
