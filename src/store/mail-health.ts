import type { ReadDb } from './open.ts'
import type { MailState } from './tables.ts'

/** How many mails and addresses are in each kind of trouble. */
export interface MailHealth {
  /** Waiting since before `waitingSince`. */
  readonly waiting: number
  /** Nobody can say whether they arrived, and a person has to decide. */
  readonly unknown: number
  /** Failed, of those queued on or after `since`. */
  readonly failed: number
  /** Addresses from which mail came back on or after `since`. */
  readonly bounced: number
}

export async function countTroubles(
  read: ReadDb,
  { waitingSince, since }: { readonly waitingSince: string; readonly since: string },
): Promise<MailHealth> {
  const mails = (state: readonly MailState[]) =>
    read
      .selectFrom('mails')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('state', 'in', state)
  const bounces = read
    .selectFrom('bounces')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('bounced_at', '>=', since)
  return {
    waiting: await only(mails(['queued', 'sending']).where('created_at', '<', waitingSince)),
    unknown: await only(mails(['unknown'])),
    failed: await only(mails(['failed']).where('created_at', '>=', since)),
    bounced: await only(bounces),
  }
}

async function only(query: {
  executeTakeFirstOrThrow(): Promise<{ readonly count: number }>
}): Promise<number> {
  return (await query.executeTakeFirstOrThrow()).count
}
