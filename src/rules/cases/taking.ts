import { circumstancesOf } from '../circumstances.ts'
import { locationOf, requestsOnDay } from '../lookup.ts'
import { openParts } from '../opening.ts'
import type { Case, OpenedCase } from '../rule.ts'
import { dateTaken, isTaking, type TakenDay, type TakingAsk, takenDay } from '../taken-day.ts'
import type { Circumstances } from '../terms/index.ts'
import type { IsoDate, TimeSpan, WallTime } from '../time.ts'
import type { PastRequest } from '../world.ts'

/** An ask that takes a day. */
export interface TakingCase extends OpenedCase {
  readonly taken: TakenDay
  /** The day taken, in the hours in which its location is open or, when it is closed, in all that are asked. */
  readonly circumstances: Circumstances
  /** First minute of care on the day taken; undefined when nothing says the hours. */
  readonly start: WallTime | undefined
}

/** A request that takes a day and was neither turned down nor taken back. */
export type StandingRequest = PastRequest & {
  readonly ask: TakingAsk
  readonly state: 'open' | 'granted'
}

export function takingCase(asked: Case, ask: TakingAsk): TakingCase {
  const taken = takenDay(asked.child, ask)
  const circumstances = circumstancesOfTaken(taken, asked)
  return { ...asked, taken, circumstances, start: circumstances.hours[0]?.from }
}

/** The circumstances of a day taken, in the hours in which its location is open or, when it is closed, in all. */
export function circumstancesOfTaken(taken: TakenDay, asked: Case): Circumstances {
  const { date, careType, group, contract } = taken
  return circumstancesOf(asked, { date, careType, group, contract, hours: openHours(taken, asked) })
}

/** The requests of the case's child that take the day and still stand. */
export function standingOn(date: IsoDate, { world, child }: Case): readonly StandingRequest[] {
  const requests = requestsOnDay(world, child.id, date)
  return requests.length === 0 ? [] : requests.filter(isStanding).filter(({ ask }) => dateTaken(ask) === date)
}

function openHours({ hours, group, date }: TakenDay, { world, policy }: Case): readonly TimeSpan[] {
  if (!hours) return []
  if (!group) return [hours]
  const open = openParts(hours, date, locationOf(world, group), policy)
  return open.length > 0 ? open : [hours]
}

function isStanding(request: PastRequest): request is StandingRequest {
  return isTaking(request.ask) && (request.state === 'open' || request.state === 'granted')
}
