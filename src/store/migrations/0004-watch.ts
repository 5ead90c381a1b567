import { type Kysely, sql } from 'kysely'

/** What the night looks at each day or hour, found without reading all that is past. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create index requests_unflagged on requests (answer_due) where state = 'open' and flagged_at is null`,
  `create index requests_granted on requests (date) where state = 'granted'`,
  `create index requests_granted_give on requests ((ask ->> 'give')) where state = 'granted' and ask ->> 'give' is not null`,
  `create index mails_failed on mails (created_at) where state = 'failed'`,
  `create index mails_not_to_guardians on mails (template, created_at) where guardian_id is null`,
]
