import pg from 'pg'

/** Of each organisation: children with a guardian each, credits that lapse night after night, and guardians to invite. */
export interface Size {
  readonly children: number
  /** From the first night on, so many credits lapse each night. */
  readonly lapsing: number
  readonly nights: number
  readonly invited: number
}

/** In one journey for each organisation: whoever measures the night doesn't want to wait for a day of imports. */
export async function fillOrganisations(url: string, schemas: readonly string[], size: Size): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const schema of schemas) await client.query(textOf(schema, size))
  } finally {
    await client.end()
  }
}

function textOf(schema: string, { children, lapsing, nights, invited }: Size): string {
  return `begin; set local search_path = ${schema};
  insert into locations (name, phone, email) values ('De Boomhut', '0318 12 34 56', 'boomhut@${schema}.example');
  insert into groups (location_id, name, care_type, places) select id, 'Bijtjes', 'KDV', 16 from locations;
  insert into children (number, first_name, last_name, born, group_id)
    select 'K' || n, 'Noor', 'Jansen', '2025-01-15', (select id from groups) from generate_series(1, ${children}) n;
  insert into contracts (number, child_id, group_id, care_type, first_day, weeks, days)
    select number, id, group_id, 'KDV', case when id <= ${invited} then date '2026-03-09' else '2024-09-02' end, 52,
      '{"mon":"07:30-18:30","tue":"07:30-18:30"}' from children;
  insert into guardians (first_name, last_name, email, email_key, language)
    select 'Sanne', 'Jansen', 'g' || n || '@${schema}.example', 'g' || n || '@${schema}.example', 'nl'
    from generate_series(1, ${children}) n;
  insert into child_guardians (child_id, position, guardian_id, custody) select id, 1, id, true from children;
  insert into accounts (guardian_id, state) select id, 'active' from guardians where id > ${invited};
  insert into requests (id, child_id, kind, date, ask, asked_at, asked_by, state, verdict, consequences, policy_name, policy_from)
    select gen_random_uuid(), id, 'absence', '2026-02-02', '{}', '2026-02-01T10:00:00Z', 'guardian', 'granted', '{}', '{}',
      'sample', '2020-01-01' from children where id > ${invited} and id <= ${invited + lapsing * nights};
  insert into credits (id, child_id, care_type, absent_on, usable_from, expires_on, unit, amount, minutes, request_id)
    select gen_random_uuid(), child_id, 'KDV', '2026-02-02', '2026-02-03',
      date '2026-03-01' + ((child_id - ${invited} - 1) / ${lapsing})::int, 'minutes', 630, 630, id from requests;
  insert into credit_entries (credit_id, kind, amount, at, key)
    select id, 'earned', 630, '2026-02-01T10:00:00Z', 'earned/' || id from credits;
  commit`
}
