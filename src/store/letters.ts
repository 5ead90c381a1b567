import { sql } from 'kysely'
import { anyNumber, anyText } from './batch.ts'
import type { ReadDb } from './open.ts'

/** Whom mails are for and from where, as far as a stored mail names them. */
interface Named {
  readonly guardian_id: number | null
  readonly location_id: number | null
}

/** Whom a letter greets, and where it goes now. */
export type Addressee = NonNullable<Awaited<ReturnType<typeof listAddressees>>[number]>
export type MailLocation = NonNullable<Awaited<ReturnType<typeof listMailLocations>>[number]>

export async function mapAddressees(read: ReadDb, mails: readonly Named[]) {
  const rows = await listAddressees(read, new Set(mails.flatMap(({ guardian_id }) => guardian_id ?? [])))
  return new Map(rows.map((row) => [row.id, row]))
}

export async function mapLocations(read: ReadDb, mails: readonly Named[]) {
  const rows = await listMailLocations(read, new Set(mails.flatMap(({ location_id }) => location_id ?? [])))
  return new Map(rows.map((row) => [row.id, row]))
}

function listAddressees(read: ReadDb, ids: Iterable<number>) {
  return read
    .selectFrom('guardians')
    .select(['id', 'first_name', 'email', 'language'])
    .select(sql<boolean>`exists (${bouncesOf(sql.ref('guardians.email_key'))})`.as('bounced'))
    .where('id', '=', anyNumber(ids))
    .execute()
}

function listMailLocations(read: ReadDb, ids: Iterable<number>) {
  return read
    .selectFrom('locations')
    .selectAll()
    .select(sql<boolean>`exists (${bouncesOf(sql`lower(locations.email)`)})`.as('bounced'))
    .where('id', '=', anyNumber(ids))
    .execute()
}

/** Whether mail to an address came back, as a subquery; the address is compared in lower case and as its SHA-256. */
export function bouncesOf(address: ReturnType<typeof sql>) {
  return sql`select 1 from bounces where address_hash = sha256(convert_to(${address}, 'UTF8'))`
}

/** Of these requests those that still wait for an answer, the oldest first. */
export async function listOpenRequests(read: ReadDb, ids: readonly string[]) {
  return read
    .selectFrom('requests')
    .select(['id', 'kind', 'asked_at'])
    .where(sql<string>`id::text`, '=', anyText(ids))
    .where('state', '=', 'open')
    .orderBy('asked_at')
    .orderBy('id')
    .execute()
}
