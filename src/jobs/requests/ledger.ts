import type { Insertable } from 'kysely'
import type { Moment } from '../../rules/index.ts'
import type { CreditEntries, CreditEntryKind } from '../../store/tables.ts'

type Entry = Insertable<CreditEntries>

/** Entries of the credit ledger. Their keys are made of what they say, so that none is written twice. */
export const earnedEntry = (credit: string, request: string, at: Moment) =>
  entry('earned', 1, credit, request, at)

export const spentEntry = (credit: string, request: string, at: Moment) =>
  entry('spent', -1, credit, request, at)

export const returnedEntry = (credit: string, request: string, at: Moment) =>
  entry('returned', 1, credit, request, at)

/** A credit lapses once: after a late return it has not been expired before. */
export const expiredEntry = (credit: string, at: Moment) => entry('expired', -1, credit, null, at)

function entry(
  kind: CreditEntryKind,
  amount: number,
  credit: string,
  request: string | null,
  at: Moment,
): Entry {
  const key = [credit, kind, request].filter(Boolean).join('/')
  return { credit_id: credit, kind, amount, at: at.now.toString(), request_id: request, key }
}
