import { type Kysely, sql } from 'kysely'

/**
 * The tables of the whole domain. Days are `date`, moments `timestamptz`, hours on the wall clock
 * `text` as HH:MM. Every table that a run may write twice has a unique key made of content.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

/** The portal writes here too: what is not one of the words of a column must not get in. */
const oneOf = (column: string, ...words: readonly string[]) =>
  `check (${column} in (${words.map((word) => `'${word}'`).join(', ')}))`

const CARE_TYPE = oneOf('care_type', 'KDV', 'peuter', 'VSO', 'NSO', 'BSO', 'TSO')
const LANGUAGE = oneOf('language', 'nl', 'en')

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
    unique (location_id, first_day),
    check (first_day <= last_day)
  )`,
  `create table groups (
    id integer generated always as identity primary key,
    location_id integer not null references locations,
    name text not null,
    care_type text not null ${CARE_TYPE},
    places integer check (places >= 0),
    unique (location_id, name)
  )`,
  `create table group_staff (
    group_id integer not null references groups,
    date date not null,
    staff integer not null check (staff >= 0),
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
    language text not null default 'nl' ${LANGUAGE}
  )`,
  `create table child_guardians (
    child_id integer not null references children,
    position integer not null check (position in (1, 2)),
    guardian_id integer not null references guardians,
    custody boolean not null,
    primary key (child_id, position),
    unique (child_id, guardian_id)
  )`,
  `create index child_guardians_guardian on child_guardians (guardian_id)`,
  `create table contracts (
    id integer generated always as identity primary key,
    number text not null unique,
    child_id integer not null references children,
    group_id integer not null references groups,
    care_type text not null ${CARE_TYPE},
    first_day date not null,
    last_day date,
    weeks integer not null check (weeks between 1 and 53),
    kind text not null default 'fixed' ${oneOf('kind', 'fixed', 'flexible')},
    days jsonb not null,
    check (first_day <= last_day)
  )`,
  `create index contracts_child on contracts (child_id)`,
  `create index contracts_group on contracts (group_id)`,
]

/** An amount of credit: twelve digits, which a number holds exactly. */
const AMOUNT = 'numeric(12, 6)'

/**
 * Once its transaction is done, the ledger of a credit has earned what the credit says, has given back no more
 * than was spent, and leaves no debt. The credit is locked first, so that two transactions at once can't spend
 * the same. The schema is named, since the portal may write without it in its search path.
 */
const balance = [
  `create function check_credit_balance() returns trigger language plpgsql as $$
  declare
    worth numeric;
    earned numeric;
    outstanding numeric;
    balance numeric;
  begin
    execute format('select amount from %I.credits where id = $1 for update', tg_table_schema)
      into worth using new.credit_id;
    execute format('select coalesce(sum(amount) filter (where kind = ''earned''), 0),
        coalesce(sum(amount) filter (where kind in (''spent'', ''returned'')), 0), sum(amount)
      from %I.credit_entries where credit_id = $1', tg_table_schema)
      into earned, outstanding, balance using new.credit_id;
    if earned <> worth or outstanding > 0 or balance < 0 then
      raise exception 'credit % of % would have earned %, have % outstanding and leave %',
        new.credit_id, worth, earned, outstanding, balance using errcode = 'check_violation';
    end if;
    return null;
  end $$`,
  `create constraint trigger credit_entries_balance after insert or update on credit_entries
    deferrable initially deferred for each row execute function check_credit_balance()`,
]

const requests = [
  `create table requests (
    id uuid primary key,
    child_id integer not null references children,
    kind text not null ${oneOf('kind', 'absence', 'swap', 'extra', 'credit-day', 'cancel')},
    date date not null,
    ask jsonb not null,
    asked_at timestamptz not null,
    asked_by text not null ${oneOf('asked_by', 'guardian', 'staff')},
    guardian_id integer references guardians,
    because text,
    state text not null ${oneOf('state', 'open', 'granted', 'declined', 'refused', 'cancelled')},
    verdict jsonb not null,
    consequences jsonb,
    policy_name text not null,
    policy_from date not null,
    decided_from date,
    answer_due date,
    answered_at timestamptz,
    answer_note text,
    flagged_at timestamptz,
    cancelled_at timestamptz,
    check (state = 'refused' or consequences is not null),
    check (asked_by <> 'staff' or state = 'refused' or because is not null)
  )`,
  `create index requests_child on requests (child_id)`,
  `create index requests_open on requests (answer_due) where state = 'open'`,
  `create table credits (
    id uuid primary key,
    child_id integer not null references children,
    care_type text not null ${CARE_TYPE},
    absent_on date not null,
    usable_from date not null,
    expires_on date,
    unit text not null ${oneOf('unit', 'minutes', 'days', 'day-parts', 'points')},
    amount ${AMOUNT} not null check (amount >= 0),
    minutes integer not null check (minutes >= 0),
    granted text ${oneOf('granted', 'closed-day', 'year')},
    request_id uuid not null references requests
  )`,
  `create unique index credits_earned on credits (request_id, care_type) where granted is null`,
  `create unique index credits_granted on credits (child_id, care_type, absent_on, granted) where granted is not null`,
  `create index credits_child on credits (child_id)`,
  `create index credits_expiry on credits (expires_on)`,
  `create table credit_entries (
    id integer generated always as identity primary key,
    credit_id uuid not null references credits,
    kind text not null ${oneOf('kind', 'earned', 'spent', 'returned', 'expired', 'corrected')},
    amount ${AMOUNT} not null,
    at timestamptz not null,
    request_id uuid references requests,
    key text not null unique,
    check (amount >= 0 or kind not in ('earned', 'returned')),
    check (amount <= 0 or kind not in ('spent', 'expired'))
  )`,
  `create index credit_entries_credit on credit_entries (credit_id)`,
  `create index credit_entries_request on credit_entries (request_id)`,
  ...balance,
]

const access = [
  `create table accounts (
    guardian_id integer primary key references guardians,
    state text not null ${oneOf('state', 'active', 'closed')},
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
    reminders integer not null default 0 check (reminders >= 0)
  )`,
  `create unique index activations_live on activations (guardian_id) where used_at is null and replaced_at is null`,
  `create table consents (
    guardian_id integer not null references guardians,
    child_id integer not null references children,
    purpose text not null,
    given_at timestamptz not null,
    withdrawn_at timestamptz,
    primary key (guardian_id, child_id, purpose, given_at)
  )`,
]

const keepsakes = [
  `create table photos (
    id integer generated always as identity primary key,
    sha256 text not null unique,
    crc32 bigint not null,
    bytes bigint not null,
    type text not null ${oneOf('type', 'image/jpeg', 'image/png', 'video/mp4')},
    file_name text not null,
    group_id integer references groups,
    taken_at timestamp not null,
    taken_from text not null ${oneOf('taken_from', 'tags', 'exif')},
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
  `create unique index exports_ready on exports (child_id, guardian_id) where state = 'ready'`,
]

const work = [
  `create table mails (
    id uuid primary key,
    key text not null unique,
    template text not null,
    guardian_id integer references guardians,
    location_id integer references locations,
    language text not null ${LANGUAGE},
    data jsonb not null,
    message_id text not null unique,
    state text not null ${oneOf('state', 'queued', 'sending', 'sent', 'failed', 'unknown', 'skipped')},
    attempts integer not null default 0 check (attempts >= 0),
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
    actor text not null,
    options jsonb not null,
    policy text,
    outcome text not null ${oneOf('outcome', 'done', 'partial', 'refused', 'failed')},
    counts jsonb not null,
    findings jsonb not null,
    duration_ms integer not null
  )`,
  `create index job_runs_job on job_runs (job, at)`,
  `create table import_changes (
    id bigint generated always as identity primary key,
    run_id uuid not null,
    kind text not null,
    key text not null,
    name text not null,
    before jsonb,
    after jsonb
  )`,
  `create index import_changes_run on import_changes (run_id)`,
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
