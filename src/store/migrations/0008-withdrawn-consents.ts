import { type Kysely, sql } from 'kysely'

/** An export that is offered is made again when a consent is withdrawn, which the night looks for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `alter table export_jobs
    drop constraint export_jobs_cause_check,
    add constraint export_jobs_cause_check
      check (cause in ('departure', 'after-departure', 'consent-withdrawn', 'by-hand'))`,
  `create index consents_withdrawn on consents (withdrawn_at) where withdrawn_at is not null`,
]
