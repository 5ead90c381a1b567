import { type Kysely, sql } from 'kysely'

/** What mail needs to arrive once: who has a mail, when it is tried again, which addresses do not work, and who wants what. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `alter table mails
    add column tries integer not null default 0 check (tries >= 0),
    add column first_tried_at timestamptz,
    add column try_after timestamptz,
    add column worker uuid,
    add column claimed_at timestamptz`,
  `create index mails_claimed on mails (worker) where worker is not null`,
  `create index mails_guardian on mails (guardian_id)`,
  `alter table activations add column reminded_at timestamptz`,
  `alter table exports add column remind_on date`,
  `update exports set remind_on = offered_until - 14`,
  `alter table exports alter column remind_on set not null`,
  `create table bounces (
    address_hash bytea primary key,
    bounced_at timestamptz not null,
    status text not null,
    mail_id uuid references mails
  )`,
  `create table delivery_reports (
    digest text primary key,
    read_at timestamptz not null
  )`,
  `create table mail_preferences (
    guardian_id integer not null references guardians,
    topic text not null check (topic in ('newsletter', 'weekly-news')),
    wanted boolean not null,
    changed_at timestamptz not null,
    primary key (guardian_id, topic)
  )`,
  `create table newsletters (
    id uuid primary key,
    key text not null unique,
    subject text not null,
    body text not null,
    created_at timestamptz not null
  )`,
  `create table messages (
    id integer generated always as identity primary key,
    guardian_id integer not null references guardians,
    written_at timestamptz not null
  )`,
  `create index messages_guardian on messages (guardian_id, written_at)`,
  `alter table audit alter column run_id drop not null`,
]
