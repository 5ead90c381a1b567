import pg from 'pg'

/** How much there is of everything; all else follows from these. */
export interface Size {
  readonly credits: number
  /** Of the credits those whose last day has just passed, with something left. */
  readonly lapsing: number
  readonly openRequests: number
  readonly guardians: number
}

/** The Friday on whose evening the night is measured. */
export const TODAY = '2026-03-06'

/** A made-up organisation in a database that is empty but for its tables; the same rows in every run. */
export async function seed(url: string, size: Size): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    // What is copied in is right: the ledger's trigger would look at each entry alone, for many minutes.
    await client.query('set session_replication_role = replica; set search_path = ouderportaal')
    for (const statement of statementsOf(size)) await client.query(statement)
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
}

function statementsOf(size: Size): readonly string[] {
  const children = Math.round((size.guardians * 3) / 5)
  return [
    ...placesAndPeople(children, size.guardians),
    ...pastAndPresent(size, children),
    ...keepsakes(children),
  ]
}

const LOCATIONS = 40
const GROUPS = 20 * LOCATIONS

/** One in ten guardians has no account yet, and one child in two hundred starts within two weeks. */
function placesAndPeople(children: number, guardians: number): readonly string[] {
  return [
    `insert into locations (name, phone, email)
      select 'Locatie ' || n, '0318 12 34 56', 'locatie' || n || '@opvang.example' from generate_series(1, ${LOCATIONS}) n`,
    `insert into groups (location_id, name, care_type, places)
      select (n - 1) / 20 + 1, 'Groep ' || n, case when n % 2 = 0 then 'KDV' else 'BSO' end, 16 + n % 5
      from generate_series(1, ${GROUPS}) n`,
    `insert into children (number, first_name, last_name, born, group_id)
      select 'K' || n, 'Noor', 'Jansen', date '2022-01-01' + n % 1500, (n - 1) % ${GROUPS} + 1
      from generate_series(1, ${children}) n`,
    `insert into guardians (first_name, last_name, email, email_key)
      select 'Sanne', 'Jansen', 'ouder' || n || '@ouders.example', 'ouder' || n || '@ouders.example'
      from generate_series(1, ${guardians}) n`,
    `insert into child_guardians
      select case when n <= ${children} then n else n - ${children} end, case when n <= ${children} then 1 else 2 end, n, true
      from generate_series(1, ${guardians}) n`,
    `insert into contracts (number, child_id, group_id, care_type, first_day, weeks, days)
      select 'C' || child.id, child.id, group_id, care_type,
        case when child.id % 200 = 0 then date '${TODAY}' + 10 else date '2024-09-02' + child.id % 400 end, 52,
        (array['{"mon":"07:30-18:30","tue":"07:30-18:30"}', '{"wed":"07:30-18:30"}',
          '{"thu":"07:30-18:30","fri":"07:30-18:30"}'])[child.id % 3 + 1]::jsonb
      from children child join groups on groups.id = child.group_id`,
    `insert into accounts (guardian_id, state, activated_at)
      select n, 'active', '2025-01-01' from generate_series(1, ${guardians}) n where n % 10 <> 0`,
    `insert into consents (guardian_id, child_id, purpose, given_at)
      select guardian_id, child_id, 'share-photos', '2025-01-01' from child_guardians where guardian_id % 50 <> 0`,
  ]
}

/** Eight in ten credits are of the past and used up or written off; the others can be used for up to thirty days. */
function pastAndPresent({ credits, lapsing, openRequests }: Size, children: number): readonly string[] {
  const past = Math.round(credits * 0.8)
  const absent = absentOn('n', past, lapsing)
  return [
    `insert into requests (id, child_id, kind, date, ask, asked_at, asked_by, guardian_id, state, verdict, consequences,
        policy_name, policy_from)
      select md5('absence' || n)::uuid, n % ${children} + 1, 'absence', ${absent}, jsonb_build_object('kind', 'absence', 'child', 'K' || (n % ${children} + 1), 'date', ${absent}),
        ${absent}::timestamptz - interval '1 day', 'guardian', n % ${children} + 1, 'granted', '{}', '{}', 'delangekeizer', '2024-01-01' from generate_series(1, ${credits}) n`,
    `insert into credits (id, child_id, care_type, absent_on, usable_from, expires_on, unit, amount, minutes, request_id)
      select md5('credit' || n)::uuid, n % ${children} + 1, 'KDV', ${absent},
        ${absent}, ${absent} + 30, 'minutes', 660, 660,
        md5('absence' || n)::uuid from generate_series(1, ${credits}) n`,
    `insert into credit_entries (credit_id, kind, amount, at, request_id, key)
      select id, 'earned', 660, absent_on, request_id, id || '/earned' from credits`,
    `insert into credit_entries (credit_id, kind, amount, at, key)
      select md5('credit' || n)::uuid, case when n % 3 = 0 then 'expired' else 'spent' end, -660,
        ${absent} + 20, md5('credit' || n)::uuid || '/gone' from generate_series(1, ${past}) n`,
    `insert into requests (id, child_id, kind, date, ask, asked_at, asked_by, guardian_id, state, verdict, consequences,
        policy_name, policy_from, answer_due, flagged_at)
      select md5('open' || n)::uuid, n % ${children} + 1, 'extra', date '${TODAY}' + 1 + n % 28,
        jsonb_build_object('kind', 'extra', 'child', 'K' || (n % ${children} + 1), 'date', date '${TODAY}' + 1 + n % 28),
        timestamptz '${TODAY}' - interval '5 days', 'guardian', n % ${children} + 1, 'open', '{}', '{}',
        'delangekeizer', '2024-01-01', date '${TODAY}' - 1 + n % 10 / 4,
        case when n % 10 in (1, 2, 3) then timestamptz '${TODAY}' - interval '1 day' end
      from generate_series(1, ${openRequests}) n`,
    `insert into mails (id, key, template, guardian_id, location_id, language, data, message_id, state, created_at)
      select md5('mail' || n)::uuid, 'seed/' || n, 'request-answered', n % ${children} + 1, 1, 'nl', '{}', 'seed' || n, 'sent',
        timestamptz '2025-01-01' + n * interval '1 minute' from generate_series(1, ${openRequests}) n`,
  ]
}

/** The day of absence of credit `n`: long ago, or such that its last day was yesterday, or the last weeks. */
function absentOn(n: string, past: number, lapsing: number): string {
  return `case when ${n} <= ${past} then date '2023-01-01' + ${n} % 1000
    when ${n} <= ${past + lapsing} then date '${TODAY}' - 31 else date '${TODAY}' - ${n} % 30 end`
}

/** Of the last week a photo for each child, and a diary entry for one in three. */
function keepsakes(children: number): readonly string[] {
  return [
    `insert into photos (sha256, crc32, bytes, type, file_name, group_id, taken_at, taken_from)
      select md5('photo' || n), 1, 500000, 'image/jpeg', n || '.jpg', (n - 1) % ${GROUPS} + 1,
        timestamp '${TODAY}' - n % 7 * interval '1 day', 'tags' from generate_series(1, ${children}) n`,
    `insert into photo_children select n, n from generate_series(1, ${children}) n`,
    `insert into diary_entries (key, child_id, written_at, author, text)
      select 'diary' || n, n, timestamp '${TODAY}' - n % 7 * interval '1 day', 'Juf', 'Fijne dag'
      from generate_series(1, ${children}) n where n % 3 = 0`,
  ]
}
