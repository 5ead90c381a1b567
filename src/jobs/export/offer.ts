import { addDays, type IsoDate, type Moment, type Policy } from '../../rules/index.ts'
import type { ReadyRow } from '../../store/exports.ts'
import type { GuardianAlbum } from './plan-export.ts'

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
  /** Whoever makes it wants the guardian to hear of it, whatever was told before. */
  readonly tellAgain?: boolean | undefined
}

/**
 * The offer of what is made for a guardian now (LK-15): the one that there was, if that still runs and is as long as the
 * policy promises from the last care day on. What was mailed about it stays true, and nobody is mailed again. Otherwise it
 * begins anew, after the last care day at the earliest.
 */
function offerOf(
  before: readonly ReadyRow[],
  madeKeys: readonly string[],
  { policy, at, lastDay, tellAgain = false }: Occasion,
): Offer {
  const [first] = before
  const isSame = madeKeys.every((key) => before.some((row) => row.key === key))
  const promised = addDays(lastDay ?? at.today, lastDay === undefined ? 0 : policy.departure.downloadDays)
  const runs = first !== undefined && first.offered_until >= at.today
  if (runs && !tellAgain && (isSame || first.offered_until >= promised)) {
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

/** Of each guardian for whom something is made. */
export function offersOf(
  made: readonly Pick<GuardianAlbum, 'guardianId' | 'key'>[],
  before: readonly ReadyRow[],
  occasion: Occasion,
): ReadonlyMap<number, Offer> {
  const byGuardian = Map.groupBy(made, ({ guardianId }) => guardianId)
  return new Map(
    [...byGuardian].map(([guardian, ofGuardian]) => {
      const ready = before.filter(({ guardian_id }) => guardian_id === guardian)
      return [
        guardian,
        offerOf(
          ready,
          ofGuardian.map(({ key }) => key),
          occasion,
        ),
      ]
    }),
  )
}
