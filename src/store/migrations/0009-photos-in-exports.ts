import { type Kysely, sql } from 'kysely'

/**
 * Which photos an export holds, so that the night sees which of them may be in it no more, for whatever reason and
 * whenever that was recorded; and that it goes when its guardian has no custody any more.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `alter table exports
    add column photos integer[],
    drop constraint exports_removed_because_check,
    add constraint exports_removed_because_check
      check (removed_because in ('replaced', 'ended', 'no-custody', 'by-hand', 'retention'))`,
  `alter table export_jobs drop constraint export_jobs_cause_check`,
  `update export_jobs set cause = 'photo-withheld' where cause = 'consent-withdrawn'`,
  `alter table export_jobs add constraint export_jobs_cause_check
    check (cause in ('departure', 'after-departure', 'photo-withheld', 'by-hand'))`,
  `drop index consents_withdrawn`,
]
