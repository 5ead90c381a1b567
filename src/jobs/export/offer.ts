import { addDays, type IsoDate, type Moment, type Policy } from '../../rules/index.ts'
import type { ReadyRow } from '../../store/exports.ts'

/** For how long a guardian may download an export, all its parts alike. */
export interface Offer {
  /** Last day on which it can be downloaded. */
  readonly offered_until: IsoDate
  readonly remind_on: IsoDate
  /** The guardian knows of it already, and is not told again. */
  readonly isKnown: boolean
}

interface Occasion {
  readonly policy: Policy
  readonly at: Moment
  /** The last care day; undefined while a contract has no end. */
  readonly lastDay: IsoDate | undefined
  /** What there was is completed. */
  readonly completes: boolean
}

/**
 * The offer of what is made for a guardian now (LK-15). Completed, or made again with the same content, it is the one
 * that there was, if that still runs: what was mailed about it stays true. Otherwise it begins anew, after the last care day at the earliest.
 */
export function offerOf(
  before: readonly ReadyRow[],
  madeKeys: readonly string[],
  { policy, at, lastDay, completes }: Occasion,
): Offer {
  const [first] = before
  const isSame = madeKeys.every((key) => before.some((row) => row.key === key))
  if (first && first.offered_until >= at.today && (completes || isSame)) {
    return { offered_until: first.offered_until, remind_on: first.remind_on, isKnown: true }
  }
  const from = lastDay !== undefined && lastDay > at.today ? lastDay : at.today
  const offered_until = addDays(from, policy.departure.downloadDays)
  return {
    offered_until,
    remind_on: addDays(offered_until, -policy.departure.remindDaysBefore),
    isKnown: false,
  }
}
