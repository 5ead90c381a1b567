import { momentOf } from '../../rules/index.ts'
import { countMails, findQueueEnds, listMails, type MailFilter } from '../../store/mail-queue.ts'
import type { Store } from '../../store/open.ts'
import type { MailState } from '../../store/tables.ts'

/** Of these nobody knows yet how they end. */
const WAITING: readonly MailState[] = ['queued', 'sending', 'unknown']

export type QueueView = Awaited<ReturnType<typeof viewQueue>>

/** What waits, or what is in a state that was asked for; moments on the wall clock, and no address. */
export async function viewQueue({ read }: Store, filter: MailFilter, limit: number) {
  const asked = { ...filter, states: filter.states ?? WAITING }
  const { oldest, nextTry, held } = await findQueueEnds(read, asked)
  const mails = await listMails(read, asked, limit)
  return {
    counts: await countMails(read, asked),
    oldest: wallOf(oldest),
    nextTry: wallOf(nextTry),
    held,
    mails: mails.map(({ created_at, try_after, claimed_at, ...mail }) => ({
      ...mail,
      createdAt: wallOf(created_at),
      tryAfter: wallOf(try_after),
      heldSince: wallOf(claimed_at),
    })),
  }
}

function wallOf(instant: string | null): string | null {
  return instant === null ? null : momentOf(instant).wall
}
