import { type IsoDate, momentAtWall, momentOf } from '../../../rules/index.ts'

/** What a file tells of a consent, in days. */
export interface ToldConsent {
  readonly givenOn: IsoDate
  readonly withdrawnOn: IsoDate | null
}

/** A consent as it is stored, in instants (ISO 8601). */
export interface StoredConsent {
  readonly givenAt: string
  readonly withdrawnAt: string | null
}

/**
 * The consent of a history (the oldest first) that a file tells of, or a new one. What was given and withdrawn
 * stays as it is: a row only adds the withdrawal of one that was live, and one that is not withdrawn in the file
 * may have been withdrawn in the portal since: only a consent that was given later undoes that.
 */
export function placeInHistory(told: ToldConsent, history: readonly StoredConsent[]): StoredConsent {
  const withdrawnAt = told.withdrawnOn && startOf(told.withdrawnOn)
  const known = withdrawnBy(told, history) ?? history.findLast((one) => dayOf(one.givenAt) === told.givenOn)
  if (known) return { ...known, withdrawnAt: known.withdrawnAt ?? withdrawnAt }
  return { givenAt: startOf(told.givenOn), withdrawnAt: withdrawnAt ?? firstWithdrawal(told, history) }
}

/** A withdrawal is of the consent that was live on that day, whichever day of giving the file has. */
function withdrawnBy({ withdrawnOn }: ToldConsent, history: readonly StoredConsent[]) {
  if (withdrawnOn === null) return undefined
  return history.findLast(
    ({ givenAt, withdrawnAt }) =>
      dayOf(givenAt) <= withdrawnOn && (withdrawnAt === null || dayOf(withdrawnAt) === withdrawnOn),
  )
}

function firstWithdrawal({ givenOn }: ToldConsent, history: readonly StoredConsent[]): string | null {
  const after = history.flatMap(({ withdrawnAt }) =>
    withdrawnAt !== null && dayOf(withdrawnAt) >= givenOn ? [momentOf(withdrawnAt).now] : [],
  )
  const [first] = after.toSorted((one, other) => (one.epochNanoseconds < other.epochNanoseconds ? -1 : 1))
  return first?.toString() ?? null
}

function startOf(day: IsoDate): string {
  return momentAtWall(day).now.toString()
}

function dayOf(instant: string): IsoDate {
  return momentOf(instant).today
}
