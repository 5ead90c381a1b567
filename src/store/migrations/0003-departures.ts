import { type Kysely, sql } from 'kysely'

/** What departures need to go by themselves: exports that wait, what ends with care, and what is removed in the end. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create table export_jobs (
    id uuid primary key,
    key text not null unique,
    child_id integer not null references children,
    cause text not null check (cause in ('departure', 'after-departure', 'by-hand')),
    state text not null check (state in ('queued', 'made', 'failed')),
    asked_at timestamptz not null,
    ended_at timestamptz,
    reason text,
    attempts integer not null default 0 check (attempts >= 0),
    try_after timestamptz,
    fence integer not null default 0,
    worker uuid,
    beat_at timestamptz
  )`,
  `create unique index export_jobs_waiting on export_jobs (child_id) where state = 'queued'`,
  `create index export_jobs_child on export_jobs (child_id)`,
  `alter table exports
    add column removed_at timestamptz,
    add column removed_because text check (removed_because in ('replaced', 'ended', 'by-hand', 'retention'))`,
  `update exports set removed_because = 'replaced' where state = 'removed'`,
  `create index exports_guardian on exports (guardian_id)`,
  `alter table child_guardians add column access_until date`,
  `alter table consents add column ended_on date`,
  `create index consents_child on consents (child_id)`,
  `create index diary_photos_photo on diary_photos (photo_id)`,
  `create table retention_confirmations (
    id uuid primary key,
    settings text not null,
    confirmed_at timestamptz not null,
    actor text not null,
    counts jsonb not null
  )`,
  `create table photo_removals (
    sha256 text primary key,
    asked_at timestamptz not null
  )`,
]
