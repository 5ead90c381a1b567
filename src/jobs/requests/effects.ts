import { randomUUID } from 'node:crypto'
import type { Consequences, CreditId, EarnedCredit, GrantedCredit, Moment } from '../../rules/index.ts'
import { addEntries, insertCredit } from '../../store/credits.ts'
import type { WriteDb } from '../../store/open.ts'
import { updateRequest } from '../../store/requests.ts'
import { earnedEntry, returnedEntry, spentEntry } from './ledger.ts'

/** The request that something follows from. */
export interface Cause {
  readonly request: string
  readonly childId: number
}

/**
 * Holds what a request costs from the asking on, also while it waits: what can be spent twice meanwhile would be.
 * Credit that the rules give without a report is written down first.
 */
export async function holdCredit(
  write: WriteDb,
  cause: Cause,
  { grants, spends }: Consequences,
  at: Moment,
): Promise<void> {
  const written = new Map<CreditId, CreditId>()
  for (const credit of grants) {
    written.set(credit.id, await addCredit(write, cause, credit, at))
  }
  const entries = spends.map(({ credit, amount }) =>
    spentEntry({ credit: written.get(credit) ?? credit, amount }, cause.request, at),
  )
  await addEntries(write, entries)
}

/** What follows once a request is granted: credit that it earns, and the request that it takes back. */
export async function takeEffect(
  write: WriteDb,
  cause: Cause,
  { earns, cancels, returns }: Consequences,
  at: Moment,
): Promise<void> {
  for (const credit of earns) await addCredit(write, cause, credit, at)
  if (cancels === undefined) return
  const cancelled_at = at.now.toString()
  await updateRequest(write, cancels, ['open', 'granted'], { state: 'cancelled', cancelled_at })
  await addEntries(
    write,
    returns.map((use) => returnedEntry(use, cancels, at)),
  )
}

async function addCredit(
  write: WriteDb,
  { request, childId }: Cause,
  credit: EarnedCredit & Partial<Pick<GrantedCredit, 'granted'>>,
  at: Moment,
): Promise<CreditId> {
  const id = randomUUID()
  const { amount } = credit
  await insertCredit(write, {
    id,
    child_id: childId,
    care_type: credit.careType,
    absent_on: credit.absentOn,
    usable_from: credit.usableFrom,
    expires_on: credit.expiresOn ?? null,
    unit: credit.unit,
    amount,
    minutes: Math.round(credit.minutes),
    granted: credit.granted ?? null,
    request_id: request,
  })
  await addEntries(write, [earnedEntry({ credit: id, amount }, request, at)])
  return id
}
