import { sql } from 'kysely'
import { anyNumber, anyText, anyUuid } from './batch.ts'
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

export type AskedRequest = Awaited<ReturnType<typeof listAskedRequests>>[number]

/** Of these requests those whose guardian is known and still is one of the child, with the credit that came back. */
export async function listAskedRequests(read: ReadDb, ids: readonly string[]) {
  const requests = await read
    .selectFrom('requests')
    .innerJoin('children', 'children.id', 'requests.child_id')
    .innerJoin('child_guardians as of_child', (join) =>
      join
        .onRef('of_child.child_id', '=', 'requests.child_id')
        .onRef('of_child.guardian_id', '=', 'requests.guardian_id'),
    )
    .select(['requests.id', 'requests.guardian_id', 'kind', 'ask', 'asked_at', 'requests.state'])
    .select(['verdict', 'consequences', 'answer_due', 'answer_note', 'children.first_name as child_name'])
    .where('requests.id', '=', anyUuid(ids))
    .execute()
  const returned = await listReturned(read, ids)
  return requests.map((request) => ({
    ...request,
    returned: returned.filter(({ request_id }) => request_id === request.id),
  }))
}

async function listReturned(read: ReadDb, requests: readonly string[]) {
  return read
    .selectFrom('credit_entries as entry')
    .innerJoin('credits', 'credits.id', 'entry.credit_id')
    .select(['entry.request_id', 'credits.id as credit', 'credits.absent_on as absentOn', 'entry.amount'])
    .where('entry.kind', '=', 'returned')
    .where('entry.request_id', '=', anyUuid(requests))
    .orderBy('credits.absent_on')
    .orderBy('credits.id')
    .execute()
}

export type MailedExport = Awaited<ReturnType<typeof listMailedExports>>[number]

/** Of these exports those whose guardian has custody of the child. */
export async function listMailedExports(read: ReadDb, ids: readonly string[]) {
  return read
    .selectFrom('exports')
    .innerJoin('children', 'children.id', 'exports.child_id')
    .innerJoin('child_guardians as of_child', (join) =>
      join
        .onRef('of_child.child_id', '=', 'exports.child_id')
        .onRef('of_child.guardian_id', '=', 'exports.guardian_id'),
    )
    .select([
      'exports.id',
      'exports.guardian_id',
      'exports.state',
      'removed_because',
      'counts',
      'offered_until',
    ])
    .select('children.first_name as child_name')
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('exports as other')
          .select('other.id')
          .whereRef('other.child_id', '=', 'exports.child_id')
          .whereRef('other.guardian_id', '=', 'exports.guardian_id')
          .where('other.state', '=', 'ready'),
      ).as('is_offered'),
    )
    .where('exports.id', '=', anyUuid(ids))
    .where('of_child.custody', '=', true)
    .execute()
}
