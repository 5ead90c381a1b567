import type { Insertable } from 'kysely'
import type { Moment, Spending } from '../../rules/index.ts'
import type { CreditEntries, CreditEntryKind } from '../../store/tables.ts'

type Entry = Insertable<CreditEntries>

/** Entries of the credit ledger. Their keys are made of what they say, so that none is written twice. */
export const earnedEntry = (use: Spending, request: string, at: Moment) =>
  ofRequest('earned', use, request, at)

export const spentEntry = ({ credit, amount }: Spending, request: string, at: Moment) =>
  ofRequest('spent', { credit, amount: -amount }, request, at)

export const returnedEntry = (use: Spending, request: string, at: Moment) =>
  ofRequest('returned', use, request, at)

/** What is left after an entry lapses once; what comes back later is an entry of its own, and lapses after that. */
export function expiredEntry({ credit, amount }: Spending, lastEntry: number, at: string): Entry {
  return {
    credit_id: credit,
    kind: 'expired',
    amount: -amount,
    at,
    request_id: null,
    key: `${credit}/expired/${lastEntry}`,
  }
}

function ofRequest(kind: CreditEntryKind, { credit, amount }: Spending, request: string, at: Moment): Entry {
  const key = [credit, kind, request].join('/')
  return { credit_id: credit, kind, amount, at: at.now.toString(), request_id: request, key }
}
