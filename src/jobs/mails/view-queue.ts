import { momentOf } from '../../rules/index.ts'
import { countMails, findQueueEnds, listMails, type MailFilter } from '../../store/mail-queue.ts'
import type { Store } from '../../store/open.ts'
import type { MailState } from '../../store/tables.ts'
import { findTrouble } from '../delivery/keep-run.ts'
import { HELD_REASON } from '../delivery/retry.ts'
import { assertTemplate } from './template.ts'

/** Of these nobody knows yet how they end. */
const WAITING: readonly MailState[] = ['queued', 'sending', 'unknown']

export type QueueView = Awaited<ReturnType<typeof viewQueue>>

/** What waits, or what is in a state that was asked for; moments on the wall clock, and no address. */
export async function viewQueue(store: Store, filter: MailFilter, limit: number) {
  if (filter.template !== undefined) assertTemplate(filter.template)
  const { read } = store
  const asked = { ...filter, states: filter.states ?? WAITING }
  const { oldest, nextTry, held, heldBack } = await findQueueEnds(read, asked, HELD_REASON)
  const mails = await listMails(read, asked, limit)
  return {
    counts: await countMails(read, asked),
    oldest: wallOf(oldest),
    nextTry: wallOf(nextTry),
    /** In the hands of a process now. */
    held,
    /** Kept by --only-to. */
    heldBack,
    /** What stood in the way of all mail when it was last tried; null: nothing. */
    trouble: await troubleOf(store),
    /** How many there are in other states than were asked for. */
    others: await countOthers(store, filter, asked.states),
    mails: mails.map(({ created_at, try_after, claimed_at, ...mail }) => ({
      ...mail,
      createdAt: wallOf(created_at),
      tryAfter: wallOf(try_after),
      heldSince: wallOf(claimed_at),
    })),
  }
}

async function troubleOf(store: Store) {
  const trouble = await findTrouble(store)
  return trouble ? { message: trouble.message, since: momentOf(trouble.since).wall } : null
}

async function countOthers(
  { read }: Store,
  { template }: MailFilter,
  states: readonly MailState[],
): Promise<Readonly<Partial<Record<MailState, number>>>> {
  const others: Partial<Record<MailState, number>> = {}
  for (const { state, count } of await countMails(read, { template }))
    if (!states.includes(state)) others[state] = (others[state] ?? 0) + count
  return others
}

function wallOf(instant: string | null): string | null {
  return instant === null ? null : momentOf(instant).wall
}
