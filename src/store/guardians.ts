import { sql } from 'kysely'
import { anyNumber } from './batch.ts'
import type { ReadDb } from './open.ts'

export interface ChildFilter {
  readonly child?: string | undefined
  /** The name of a location. */
  readonly location?: string | undefined
  /** A guardian's own number. */
  readonly guardian?: number | undefined
}

/** The mails that carry the link of an activation. */
const LINK_MAILS = ['activation', 'activation-reminder']

/**
 * Guardians with each child they are linked to, its location, how they stand with their account, the activation
 * that was neither used nor replaced with what became of the last mail about it, and whether mail came back.
 */
export async function listGuardianChildren(read: ReadDb, filter: ChildFilter) {
  let query = withStanding(linkedGuardians(read))
  if (filter.child !== undefined) query = query.where('children.number', '=', filter.child)
  if (filter.location !== undefined) query = query.where('locations.name', '=', filter.location)
  if (filter.guardian !== undefined) query = query.where('guardians.id', '=', filter.guardian)
  return query.orderBy('guardians.id').orderBy('children.number').execute()
}

/** Names by the guardian's number, as they are written. */
export async function mapGuardianNames(read: ReadDb, ids: Iterable<number>) {
  const rows = await read
    .selectFrom('guardians')
    .select(['id', 'first_name', 'infix', 'last_name'])
    .where('id', '=', anyNumber(ids))
    .execute()
  const nameOf = (parts: readonly (string | null)[]) => parts.filter(Boolean).join(' ')
  return new Map(
    rows.map(({ id, first_name, infix, last_name }) => [id, nameOf([first_name, infix, last_name])]),
  )
}

function linkedGuardians(read: ReadDb) {
  return read
    .selectFrom('child_guardians as link')
    .innerJoin('guardians', 'guardians.id', 'link.guardian_id')
    .innerJoin('children', 'children.id', 'link.child_id')
    .innerJoin('groups', 'groups.id', 'children.group_id')
    .innerJoin('locations', 'locations.id', 'groups.location_id')
    .select(['guardians.id as guardian', 'children.number as child'])
    .select(['locations.name as location', 'locations.id as locationId'])
    .select(({ eb }) => eb('guardians.email', 'is not', null).as('hasAddress'))
}

function withStanding(query: ReturnType<typeof linkedGuardians>) {
  return query
    .leftJoin('accounts', 'accounts.guardian_id', 'guardians.id')
    .leftJoin('bounces', (join) =>
      join.on('address_hash', '=', sql<Uint8Array>`sha256(convert_to(guardians.email_key, 'UTF8'))`),
    )
    .leftJoin('activations as open', (join) =>
      join
        .onRef('open.guardian_id', '=', 'guardians.id')
        .on('open.used_at', 'is', null)
        .on('open.replaced_at', 'is', null),
    )
    .leftJoinLateral(
      ({ selectFrom }) =>
        selectFrom('mails')
          .select(['mails.state', 'mails.reason', 'mails.sent_at', 'mails.created_at'])
          .whereRef('mails.guardian_id', '=', 'guardians.id')
          .where('mails.template', 'in', LINK_MAILS)
          .where(sql`mails.data ->> 'activation'`, '=', sql`open.id::text`)
          .orderBy('mails.created_at', 'desc')
          .limit(1)
          .as('mail'),
      (join) => join.onTrue(),
    )
    .select(['accounts.state as account', 'accounts.activated_at', 'bounces.bounced_at'])
    .select(['open.id as activation', 'open.created_at', 'open.valid_until', 'open.reminders'])
    .select(['open.reminded_at', 'mail.state as mail', 'mail.reason', 'mail.sent_at'])
    .select(['mail.created_at as mailed_at'])
}
