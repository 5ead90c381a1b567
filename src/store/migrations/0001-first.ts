import { type Kysely, sql } from 'kysely'

/**
 * The tables of the whole domain. Days are `date`, moments `timestamptz`, hours on the wall clock
 * `text` as HH:MM. Every table that a run may write twice has a unique key made of content.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const organisation = [
  `create table locations (
    id integer generated always as identity primary key,
    name text not null unique,
    phone text,
    email text
  )`,
  `create table closures (
    id integer generated always as identity primary key,
    location_id integer not null references locations,
    date date not null,
    from_time text,
    until_time text,
    name text not null
  )`,
  `create unique index closures_key on closures (location_id, date, coalesce(from_time, ''))`,
  `create table school_holidays (
    id integer generated always as identity primary key,
    location_id integer not null references locations,
    first_day date not null,
    last_day date not null,
    name text not null,
    unique (location_id, first_day)
  )`,
  `create table groups (
    id integer generated always as identity primary key,
    location_id integer not null references locations,
    name text not null,
    care_type text not null,
    places integer,
    unique (location_id, name)
  )`,
  `create table group_staff (
    group_id integer not null references groups,
    date date not null,
    staff integer not null,
    primary key (group_id, date)
  )`,
]

const people = [
  `create table children (
    id integer generated always as identity primary key,
    number text not null unique,
    first_name text not null,
    infix text,
    last_name text not null,
    born date not null,
    group_id integer not null references groups
  )`,
  `create table guardians (
    id integer generated always as identity primary key,
    first_name text,
    infix text,
    last_name text,
    email text,
    email_key text unique,
    phone text,
    language text not null default 'nl'
  )`,
  `create table child_guardians (
    child_id integer not null references children,
    position integer not null,
    guardian_id integer not null references guardians,
    custody boolean not null,
    primary key (child_id, position)
  )`,
  `create index child_guardians_guardian on child_guardians (guardian_id)`,
  `create table contracts (
    id integer generated always as identity primary key,
    number text not null unique,
    child_id integer not null references children,
    group_id integer not null references groups,
    care_type text not null,
    first_day date not null,
    last_day date,
    weeks integer not null,
    kind text not null default 'fixed',
    days jsonb not null
  )`,
  `create index contracts_child on contracts (child_id)`,
  `create index contracts_group on contracts (group_id)`,
]

const requests = [
  `create table requests (
    id uuid primary key,
    child_id integer not null references children,
    kind text not null,
    date date not null,
    ask jsonb not null,
    asked_at timestamptz not null,
    asked_by text not null,
    guardian_id integer references guardians,
    because text,
    state text not null,
    verdict jsonb not null,
    policy_name text not null,
    policy_from date not null,
    answer_due date,
    answered_at timestamptz,
    answer_note text,
    flagged_at timestamptz
  )`,
  `create index requests_child on requests (child_id)`,
  `create index requests_open on requests (answer_due) where state = 'open'`,
  `create table credits (
    id uuid primary key,
    child_id integer not null references children,
    care_type text not null,
    absent_on date not null,
    expires_on date not null,
    minutes integer not null,
    request_id uuid not null references requests,
    unique (request_id, care_type)
  )`,
  `create index credits_child on credits (child_id)`,
  `create index credits_expiry on credits (expires_on)`,
  `create table credit_entries (
    id integer generated always as identity primary key,
    credit_id uuid not null references credits,
    kind text not null,
    amount integer not null,
    at timestamptz not null,
    request_id uuid references requests,
    key text not null unique
  )`,
  `create index credit_entries_credit on credit_entries (credit_id)`,
]

const access = [
  `create table accounts (
    guardian_id integer primary key references guardians,
    state text not null,
    password_hash text,
    activated_at timestamptz
  )`,
  `create table activations (
    id uuid primary key,
    guardian_id integer not null references guardians,
    token_hash bytea not null unique,
    created_at timestamptz not null,
    valid_until timestamptz not null,
    used_at timestamptz,
    replaced_at timestamptz,
    reminders integer not null default 0
  )`,
  `create unique index activations_live on activations (guardian_id) where used_at is null and replaced_at is null`,
  `create table consents (
    guardian_id integer not null references guardians,
    child_id integer not null references children,
    purpose text not null,
    given_on date not null,
    withdrawn_on date,
    primary key (guardian_id, child_id, purpose)
  )`,
]

const keepsakes = [
  `create table photos (
    id integer generated always as identity primary key,
    sha256 text not null unique,
    crc32 bigint not null,
    bytes bigint not null,
    type text not null,
    file_name text not null,
    group_id integer references groups,
    taken_at timestamp not null,
    taken_from text not null,
    caption text
  )`,
  `create table photo_children (
    photo_id integer not null references photos,
    child_id integer not null references children,
    primary key (photo_id, child_id)
  )`,
  `create index photo_children_child on photo_children (child_id)`,
  `create table diary_entries (
    id integer generated always as identity primary key,
    key text not null unique,
    child_id integer not null references children,
    written_at timestamp not null,
    author text not null,
    text text not null
  )`,
  `create index diary_entries_child on diary_entries (child_id)`,
  `create table diary_photos (
    entry_id integer not null references diary_entries,
    position integer not null,
    photo_id integer not null references photos,
    primary key (entry_id, position)
  )`,
  `create table exports (
    id uuid primary key,
    key text not null unique,
    child_id integer not null references children,
    guardian_id integer not null references guardians,
    state text not null,
    file text,
    bytes bigint,
    sha256 text,
    counts jsonb not null,
    made_at timestamptz not null,
    offered_until date not null
  )`,
]

const work = [
  `create table mails (
    id uuid primary key,
    key text not null unique,
    template text not null,
    guardian_id integer references guardians,
    location_id integer references locations,
    language text not null,
    data jsonb not null,
    message_id text not null unique,
    state text not null,
    attempts integer not null default 0,
    created_at timestamptz not null,
    sent_at timestamptz,
    reason text
  )`,
  `create index mails_waiting on mails (created_at) where state in ('queued', 'sending', 'unknown')`,
  `create table job_runs (
    id uuid primary key,
    job text not null,
    slot text unique,
    at timestamptz not null,
    options jsonb not null,
    policy text,
    outcome text not null,
    counts jsonb not null,
    findings jsonb not null,
    duration_ms integer not null
  )`,
  `create index job_runs_job on job_runs (job, at)`,
  `create table audit (
    id integer generated always as identity primary key,
    at timestamptz not null,
    run_id uuid not null,
    action text not null,
    subject text not null,
    details jsonb not null
  )`,
]

const statements = [...organisation, ...people, ...requests, ...access, ...keepsakes, ...work]
