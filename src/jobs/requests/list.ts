import { type IsoDate, momentOf, type RequestState } from '../../rules/index.ts'
import { findChild } from '../../store/children.ts'
import { listCredits } from '../../store/credits.ts'
import type { Store } from '../../store/open.ts'
import { listRequests, type RequestFilter } from '../../store/requests.ts'
import { unknownChild } from './record.ts'

export const REQUEST_STATES: readonly RequestState[] = ['open', 'granted', 'declined', 'refused', 'cancelled']

export type RequestView = Awaited<ReturnType<typeof viewRequests>>[number]
export type CreditView = Awaited<ReturnType<typeof viewCredits>>[number]

/** Requests as people read them, the newest first; moments on the wall clock. */
export async function viewRequests(store: Store, filter: RequestFilter) {
  await requireChild(store, filter.child)
  const rows = await listRequests(store.read, filter)
  return rows.map((row) => ({
    id: row.id,
    child: row.child_number,
    kind: row.kind,
    state: row.state,
    askedAt: momentOf(row.asked_at).wall,
    askedBy: row.asked_by,
    because: row.because,
    decidedFrom: row.decided_from,
    answerDue: row.answer_due,
    answeredAt: row.answered_at && momentOf(row.answered_at).wall,
    flaggedAt: row.flagged_at && momentOf(row.flagged_at).wall,
    cancelledAt: row.cancelled_at && momentOf(row.cancelled_at).wall,
    ask: row.ask,
    verdict: row.verdict,
    /** Also of a request that waits for review, whose verdict doesn't say them. */
    consequences: row.consequences,
  }))
}

/** Credits as people read them, by child and absent day. */
export async function viewCredits(store: Store, filter: { readonly child?: string }, today: IsoDate) {
  await requireChild(store, filter.child)
  const rows = await listCredits(store.read, filter)
  return rows.map((row) => ({
    id: row.id,
    child: row.child_number,
    careType: row.care_type,
    absentOn: row.absent_on,
    usableFrom: row.usable_from,
    /** Null for a credit that does not lapse. */
    expiresOn: row.expires_on,
    unit: row.unit,
    /** What was earned, and what of it was not spent; in that unit. */
    amount: row.amount,
    left: row.unspent,
    minutes: row.minutes,
    state: stateOf(row, today),
    /** The night has written it off in the ledger. */
    writtenOff: row.unspent !== row.balance,
  }))
}

/** A mistyped number must not read as a child without credits. */
async function requireChild(store: Store, number: string | undefined): Promise<void> {
  if (number !== undefined && !(await findChild(store.read, number))) throw unknownChild(number)
}

function stateOf(
  row: { unspent: number; expires_on: IsoDate | null },
  today: IsoDate,
): 'usable' | 'used' | 'lapsed' {
  if (row.unspent <= 0) return 'used'
  return row.expires_on !== null && row.expires_on < today ? 'lapsed' : 'usable'
}
