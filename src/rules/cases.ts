import type { Absence, Cancel, CreditDay, Extra, Swap } from './ask.ts'
import { careBeforeClosures, careTypeGiven, type PlannedCare } from './care.ts'
import { sameCareType } from './care-type.ts'
import { type DayCare, dayCare } from './day-care.ts'
import { creditsOf, locationOf, requestsOf } from './lookup.ts'
import { openParts } from './opening.ts'
import type { Case } from './rule.ts'
import { dateTaken, isTaking, type TakenDay, type TakingAsk, takenDay } from './taken-day.ts'
import type { WallTime } from './time.ts'
import type { CareType, Child, Credit, PastRequest } from './world.ts'

/** An absence: the care that it takes away. */
export interface AbsenceCase extends Case {
  readonly absent: DayCare
}

/** An ask that takes a day. */
export interface TakingCase extends Case {
  readonly taken: TakenDay
  /** First minute of care on the day taken; undefined when nothing says the hours. */
  readonly start: WallTime | undefined
}

export interface SwapCase extends TakingCase {
  readonly ask: Swap
  readonly given: DayCare
  readonly givenType: CareType | undefined
  /** The same day was given up already, in a swap that waits for an answer. */
  readonly givenInOpenSwap: boolean
}

export interface CreditDayCase extends TakingCase {
  /** The unspent credits that may pay, oldest absent day first; lapsed ones too. */
  readonly credits: readonly Credit[]
}

export interface CancelCase extends Case {
  readonly ask: Cancel
  /** The requests that the cancellation can mean: open ones, and granted ones whose care is still planned. */
  readonly standing: readonly StandingRequest[]
}

/** A request that takes a day and was neither turned down nor taken back. */
export type StandingRequest = PastRequest & {
  readonly ask: TakingAsk
  readonly state: 'open' | 'granted'
}

export function absenceCase(asked: Case, ask: Absence): AbsenceCase {
  return { ...asked, absent: dayCare(asked, ask.date, ask.careType, ask.time) }
}

export function extraCase(asked: Case, ask: Extra): TakingCase {
  return takingCase(asked, ask)
}

export function creditDayCase(asked: Case, ask: CreditDay): CreditDayCase {
  const credits = creditsOf(asked.world, ask.child)
    .filter((credit) => credit.unspent && (!ask.from || credit.absentOn === ask.from))
    .toSorted((one, other) => (one.absentOn < other.absentOn ? -1 : 1))
  return { ...takingCase(asked, ask), credits }
}

export function swapCase(asked: Case, ask: Swap): SwapCase {
  const givenType = careTypeGiven(asked.child, ask)
  const given = dayCare(asked, ask.give, givenType)
  const givenInOpenSwap = requestsOf(asked.world, ask.child).some(
    (request) => request.state === 'open' && givesUp(request, ask, asked.child, givenType),
  )
  return { ...takingCase(asked, ask), ask, given, givenType, givenInOpenSwap }
}

export function cancelCase(asked: Case, ask: Cancel): CancelCase {
  const planned = careBeforeClosures(asked.child, ask.date, asked.world)
  const standing = standingRequests(asked)
    .filter((request) => dateTaken(request.ask) === ask.date && stillHasItsDay(request, planned))
    .filter((request) => mayBeSame(takenDay(asked.child, request.ask).careType, ask.careType))
  return { ...asked, ask, standing }
}

/** The requests of the case's child that take a day and still stand. */
export function standingRequests(asked: Case): readonly StandingRequest[] {
  return requestsOf(asked.world, asked.child.id).filter(isStanding)
}

/** First minute of care on a day taken: of the hours in which the location is open, or when it is closed of all. */
export function startOfTaken(taken: TakenDay, { world, policy }: Case): WallTime | undefined {
  const { hours, group, date } = taken
  if (!hours || !group) return hours?.from
  return (openParts(hours, date, locationOf(world, group), policy)[0] ?? hours).from
}

function takingCase(asked: Case, ask: TakingAsk): TakingCase {
  const taken = takenDay(asked.child, ask)
  return { ...asked, taken, start: startOfTaken(taken, asked) }
}

function isStanding(request: PastRequest): request is StandingRequest {
  return isTaking(request.ask) && (request.state === 'open' || request.state === 'granted')
}

/** A granted day that was swapped on or reported absent is gone: taking it back would give what it was paid with twice. */
function stillHasItsDay({ id, state }: StandingRequest, planned: readonly PlannedCare[]): boolean {
  return state === 'open' || planned.some((care) => care.request === id)
}

function givesUp(request: PastRequest, ask: Swap, child: Child, careType: CareType | undefined): boolean {
  const { ask: past } = request
  return past.kind === 'swap' && past.give === ask.give && mayBeSame(careTypeGiven(child, past), careType)
}

function mayBeSame(one: CareType | undefined, other: CareType | undefined): boolean {
  return !one || !other || sameCareType(one, other)
}
