import { sql } from 'kysely'
import { anyText, anyUuid } from './batch.ts'
import type { ReadDb, WriteDb } from './open.ts'

/** The address as `bounces` has it, in hexadecimal; null where there is none. */
const hashOf = (address: ReturnType<typeof sql>) =>
  sql<string | null>`encode(sha256(convert_to(${address}, 'UTF8')), 'hex')`

const GUARDIANS = hashOf(sql`guardians.email_key`)
const LOCATIONS = hashOf(sql`lower(locations.email)`)

/** The mails with these Message-IDs or ids, with whom each was for and that one's address now. */
export function listReportedMails(read: ReadDb, names: readonly string[]) {
  return read
    .selectFrom('mails')
    .leftJoin('guardians', 'guardians.id', 'mails.guardian_id')
    .leftJoin('locations', (join) =>
      join.onRef('locations.id', '=', 'mails.location_id').on('mails.guardian_id', 'is', null),
    )
    .select(['mails.id', 'message_id', 'state', 'guardians.id as guardian', 'locations.id as location'])
    .select(sql<string | null>`coalesce(${GUARDIANS}, ${LOCATIONS})`.as('address'))
    .where(({ eb, or }) => or([eb('message_id', '=', anyText(names)), eb('mails.id', '=', anyUuid(names))]))
    .execute()
}

/** Of these addresses those that are marked already. */
export async function listBouncedAddresses(read: ReadDb, addresses: readonly string[]) {
  const rows = await read
    .selectFrom('bounces')
    .select(sql<string>`encode(address_hash, 'hex')`.as('address'))
    .where(sql<string>`encode(address_hash, 'hex')`, '=', anyText(addresses))
    .execute()
  return rows.map(({ address }) => address)
}

/** Of these reports those that were read before. */
export async function listReadReports(read: ReadDb, digests: readonly string[]) {
  const rows = await read
    .selectFrom('delivery_reports')
    .select('digest')
    .where('digest', '=', anyText(digests))
    .execute()
  return rows.map(({ digest }) => digest)
}

export interface NewBounce {
  readonly address: string
  readonly mail: string | null
  readonly status: string
}

export async function insertBounces(write: WriteDb, bounces: readonly NewBounce[], at: string) {
  await sql`
    insert into bounces (address_hash, bounced_at, status, mail_id)
    select decode(address, 'hex'), ${at}::timestamptz, status, mail
    from jsonb_to_recordset(${JSON.stringify(bounces)}::jsonb) as new(address text, status text, mail uuid)
    on conflict do nothing`.execute(write)
}

export async function insertReadReports(write: WriteDb, digests: readonly string[], at: string) {
  await sql`
    insert into delivery_reports (digest, read_at)
    select digest, ${at}::timestamptz from unnest(${[...digests]}::text[]) as digest
    on conflict do nothing`.execute(write)
}

/** Mails that left have not arrived after all; one that waits for another try is left alone. */
export async function markCameBack(
  write: WriteDb,
  mails: readonly { readonly id: string; readonly reason: string }[],
) {
  await sql`
    update mails set state = 'failed', reason = back.reason
    from jsonb_to_recordset(${JSON.stringify(mails)}::jsonb) as back(id uuid, reason text)
    where mails.id = back.id and state in ('sent', 'unknown')`.execute(write)
}

/** Somebody's address as the bounces know it, and why mail came back from it; undefined: there is nobody. */
export function findGuardianBounce(read: ReadDb, guardian: number) {
  return read
    .selectFrom('guardians')
    .leftJoin('bounces', (join) => join.on(sql`encode(address_hash, 'hex')`, '=', GUARDIANS))
    .select(['guardians.id', GUARDIANS.as('address'), 'bounces.status'])
    .where('guardians.id', '=', guardian)
    .executeTakeFirst()
}

/** As `findGuardianBounce`, by the name of a location. */
export function findLocationBounce(read: ReadDb, name: string) {
  return read
    .selectFrom('locations')
    .leftJoin('bounces', (join) => join.on(sql`encode(address_hash, 'hex')`, '=', LOCATIONS))
    .select(['locations.id', LOCATIONS.as('address'), 'bounces.status'])
    .where('locations.name', '=', name)
    .executeTakeFirst()
}

export async function deleteBounce(write: WriteDb, address: string): Promise<void> {
  await write.deleteFrom('bounces').where(sql`encode(address_hash, 'hex')`, '=', address).execute()
}
