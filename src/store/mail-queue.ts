import { sql } from 'kysely'
import { anyText, anyUuid, batchesOf } from './batch.ts'
import type { ReadDb, WriteDb } from './open.ts'
import type { MailState } from './tables.ts'

export interface MailFilter {
  /** Left out: in any state. */
  readonly states?: readonly MailState[] | undefined
  readonly template?: string | undefined
}

/** How many mails there are in each state of each template. */
export function countMails(read: ReadDb, filter: MailFilter) {
  return filtered(read, filter)
    .select(['mails.state', 'mails.template'])
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .groupBy(['mails.state', 'mails.template'])
    .orderBy('mails.state')
    .orderBy('mails.template')
    .execute()
}

/**
 * Since when the oldest of these mails waits, when the next of them has its turn, how many a process has now, and how
 * many wait for this reason.
 */
export function findQueueEnds(read: ReadDb, filter: MailFilter, reason: string) {
  return filtered(read, filter)
    .select(({ fn }) => [
      fn.min('created_at').as('oldest'),
      fn.min('try_after').as('nextTry'),
      fn.count<number>('worker').as('held'),
      fn.countAll<number>().filterWhere('reason', '=', reason).as('heldBack'),
    ])
    .executeTakeFirstOrThrow()
}

/** The oldest first. */
export function listMails(read: ReadDb, filter: MailFilter, limit: number) {
  return filtered(read, filter)
    .select(['mails.id', 'template', 'state', 'tries', 'created_at', 'try_after', 'claimed_at', 'reason'])
    .orderBy('created_at')
    .orderBy('mails.id')
    .limit(limit)
    .execute()
}

/** The last mails of a template to others than guardians that were sent or will be, the newest first: what they said. */
export function listMailsOf(read: ReadDb, template: string, limit: number) {
  return read
    .selectFrom('mails')
    .select(['data', 'created_at'])
    .where('template', '=', template)
    .where('guardian_id', 'is', null)
    .where('state', 'not in', ['failed', 'skipped'])
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
}

function filtered(read: ReadDb, { states, template }: MailFilter) {
  let query = read.selectFrom('mails')
  if (states) query = query.where('mails.state', '=', anyText(states) as never)
  if (template !== undefined) query = query.where('mails.template', '=', template)
  return query
}

/** At most two mails whose ids begin so. */
export function findMailsById(read: ReadDb, prefix: string) {
  return read
    .selectFrom('mails')
    .selectAll()
    .where(sql<string>`id::text`, 'like', `${prefix.toLowerCase()}%`)
    .limit(2)
    .execute()
}

const BOUNCED = sql<boolean>`exists (
  select 1 from bounces where address_hash = sha256(convert_to(
    coalesce(guardians.email_key, lower(locations.email)), 'UTF8')))`

/** Mails that a person wants to be tried again, the oldest first, for whom, and whether mail came back from there. */
export function listForRetry(read: ReadDb, filter: MailFilter & { readonly ids?: readonly string[] }) {
  let query = filtered(read, filter)
    .leftJoin('guardians', 'guardians.id', 'mails.guardian_id')
    .leftJoin('locations', (join) =>
      join.onRef('locations.id', '=', 'mails.location_id').on('mails.guardian_id', 'is', null),
    )
    .select(['mails.id', 'mails.state', 'mails.try_after', BOUNCED.as('bounced')])
    .select(['mails.guardian_id as guardian', 'locations.name as location'])
  if (filter.ids) query = query.where('mails.id', '=', anyUuid(filter.ids))
  return query.orderBy('mails.created_at').orderBy('mails.id').execute()
}

/**
 * Puts mails back in the queue as if they had never been tried, but for their Message-ID and the number of times that
 * they may have arrived. One that was sent by now, or that a process has in hand, stays as it is.
 */
export async function queueAgain(write: WriteDb, ids: readonly string[]): Promise<void> {
  for (const batch of batchesOf(ids)) {
    await write
      .updateTable('mails')
      .set({ state: 'queued', reason: null, tries: 0, first_tried_at: null, try_after: null })
      .where('id', '=', anyUuid(batch))
      .where('state', 'in', ['failed', 'unknown', 'queued'])
      .where('worker', 'is', null)
      .execute()
  }
}
