import type { Absence, Swap } from './ask.ts'
import { sameCareType } from './care-type.ts'
import { isInForce, isPaused } from './contract.ts'
import { locationOf, requestsOnDay } from './lookup.ts'
import { openParts } from './opening.ts'
import type { Policy } from './policy.ts'
import { dateTaken, isTaking, type TakingAsk, takenDay } from './taken-day.ts'
import type { IsoDate, TimeSpan } from './time.ts'
import { overlaps, weekdayOf, without } from './time.ts'
import type { CareType, Child, GroupId, PastRequest, RequestId, World } from './world.ts'

/** Hours in which a child is planned, and what planned it: the contract, or a request. */
export interface PlannedCare {
  readonly careType: CareType
  readonly group: GroupId
  readonly span: TimeSpan
  readonly source: 'contract' | TakingAsk['kind']
  /** The request that planned it; left out for the contract's own care. */
  readonly request?: RequestId
}

/**
 * The planned care of a child on a day: what the contracts in force bring, changed by the granted requests in order
 * of asking, without the hours in which the location is closed. `careType` narrows it.
 */
export function careOn(
  child: Child,
  date: IsoDate,
  world: World,
  policy: Policy,
  careType?: CareType,
): readonly PlannedCare[] {
  return withinOpening(careBeforeClosures(child, date, world, careType), date, world, policy)
}

/** As `careOn`, before closures are cut out: what would be planned if the location were open. */
export function careBeforeClosures(
  child: Child,
  date: IsoDate,
  world: World,
  careType?: CareType,
): readonly PlannedCare[] {
  let care = contractCare(child, date, world)
  for (const request of requestsOnDay(world, child.id, date)) {
    if (request.state === 'granted') care = afterRequest(care, request, child, date)
  }
  return careType === undefined ? care : care.filter((one) => isOfType(one, careType))
}

/** The care that the contracts in force bring on that day, before requests and closures. */
export function contractCare(child: Child, date: IsoDate, world: World): readonly PlannedCare[] {
  const weekday = weekdayOf(date)
  const care: PlannedCare[] = []
  for (const contract of child.contracts) {
    const { careType, group, days } = contract
    const span = days[weekday]
    if (!span || !isInForce(contract, date) || isPaused(contract, date, locationOf(world, group))) continue
    care.push({ careType, group, span, source: 'contract' })
  }
  return care
}

/** The care that falls in hours in which its location is open. */
export function withinOpening(
  care: readonly PlannedCare[],
  date: IsoDate,
  world: World,
  policy: Policy,
): readonly PlannedCare[] {
  const open: PlannedCare[] = []
  for (const one of care) {
    for (const span of openParts(one.span, date, locationOf(world, one.group), policy)) {
      open.push(span === one.span ? one : { ...one, span })
    }
  }
  return open
}

/** The part of the care that falls in the hours; all of it when no hours are given. */
export function withinHours(care: readonly PlannedCare[], hours?: TimeSpan): readonly PlannedCare[] {
  if (!hours) return care
  return care
    .filter(({ span }) => overlaps(span, hours))
    .map((one) => (isWithin(one.span, hours) ? one : { ...one, span: sharedHours(one.span, hours) }))
}

/** The care type of the day that a swap gives up; undefined, so all care, when nothing decides it. */
export function careTypeGiven(child: Child, swap: Swap): CareType | undefined {
  return swap.giveCareType ?? takenDay(child, swap).careType
}

function afterRequest(
  care: readonly PlannedCare[],
  request: PastRequest,
  child: Child,
  date: IsoDate,
): readonly PlannedCare[] {
  const { ask } = request
  if (ask.kind === 'absence') return ask.date === date ? afterAbsence(care, ask) : care
  if (!isTaking(ask)) return care
  const kept = ask.kind === 'swap' && ask.give === date ? afterGiving(care, child, ask) : care
  return dateTaken(ask) === date ? [...kept, ...careTaken(child, ask, request.id)] : kept
}

function afterAbsence(care: readonly PlannedCare[], absence: Absence): readonly PlannedCare[] {
  const { time, careType } = absence
  return care.flatMap((one) => {
    if (!isOfType(one, careType)) return [one]
    return time ? without(one.span, time).map((span) => ({ ...one, span })) : []
  })
}

function afterGiving(care: readonly PlannedCare[], child: Child, swap: Swap): readonly PlannedCare[] {
  const given = careTypeGiven(child, swap)
  return care.filter((one) => !isOfType(one, given))
}

function careTaken(child: Child, ask: TakingAsk, request: RequestId): readonly PlannedCare[] {
  const { careType, group, hours } = takenDay(child, ask)
  if (!careType || !group || !hours) return []
  return [{ careType, group, span: hours, source: ask.kind, request }]
}

function isOfType(care: PlannedCare, careType: CareType | undefined): boolean {
  return careType === undefined || sameCareType(care.careType, careType)
}

function isWithin(span: TimeSpan, hours: TimeSpan): boolean {
  return hours.from <= span.from && span.until <= hours.until
}

function sharedHours(one: TimeSpan, other: TimeSpan): TimeSpan {
  return {
    from: one.from > other.from ? one.from : other.from,
    until: one.until < other.until ? one.until : other.until,
  }
}
