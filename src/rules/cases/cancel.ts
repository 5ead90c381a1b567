import type { Cancel } from '../ask.ts'
import { careBeforeClosures, type PlannedCare } from '../care.ts'
import { mayBeSame } from '../care-type.ts'
import { circumstancesOf } from '../circumstances.ts'
import type { Case, OpenedCase } from '../rule.ts'
import { takenDay } from '../taken-day.ts'
import type { Circumstances } from '../terms/index.ts'
import { circumstancesOfTaken, type StandingRequest, standingOn } from './taking.ts'

export interface CancelCase extends OpenedCase {
  readonly ask: Cancel
  /** The requests that the cancellation can mean: open ones, and granted ones whose care is still planned. */
  readonly standing: readonly StandingRequest[]
  /** The one request that it takes back; undefined when it is none, or one of several. */
  readonly cancelled: StandingRequest | undefined
}

export function cancelCase(asked: Case, ask: Cancel): CancelCase {
  const planned = careBeforeClosures(asked.child, ask.date, asked.world)
  const standing = standingOn(ask.date, asked)
    .filter((request) => stillHasItsDay(request, planned))
    .filter((request) => mayBeSame(takenDay(asked.child, request.ask).careType, ask.careType))
  const [request, other] = standing
  const cancelled = other ? undefined : request
  return { ...asked, ask, standing, cancelled, circumstances: circumstancesOfCancel(ask, cancelled, asked) }
}

/** Those of the day that is taken back: a policy may treat a swap otherwise than an extra day, so its situations speak of what is cancelled. */
function circumstancesOfCancel(
  { date, careType }: Cancel,
  cancelled: StandingRequest | undefined,
  asked: Case,
): Circumstances {
  if (!cancelled) return circumstancesOf(asked, { date, careType, group: undefined, hours: [] })
  const { ask } = cancelled
  const circumstances = circumstancesOfTaken(takenDay(asked.child, ask), asked)
  return { ...circumstances, asking: { ...asked.asking, ask } }
}

/** A granted day that was swapped on or reported absent is gone: taking it back would give what it was paid with twice. */
function stillHasItsDay({ id, state }: StandingRequest, planned: readonly PlannedCare[]): boolean {
  return state === 'open' || planned.some((care) => care.request === id)
}
