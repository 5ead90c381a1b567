import {
  type Asking,
  type CareType,
  type Child,
  type CreditDay,
  careBeforeClosures,
  careOn,
  daysBetween,
  type Extra,
  hoursBefore,
  isTaking,
  locationOf,
  overlaps,
  type Swap,
  sameCareType,
  type TakenDay,
  type TakingAsk,
  takenDay,
  whatCloses,
} from '../../../src/rules/index.ts'
import type { CaseFacts } from './facts.ts'
import { groupFacts } from './facts-of-group.ts'
import { childIn, type IndexedWorld } from './indexed-world.ts'
import { NEVER, startOf, takingOn } from './taken.ts'

export function extraFacts(ask: Extra, at: Asking['at'], index: IndexedWorld): CaseFacts {
  return takingFacts(ask, takenDay(childIn(index, ask.child), ask), at, index)
}

export function creditDayFacts(ask: CreditDay, at: Asking['at'], index: IndexedWorld): CaseFacts {
  const taken = takenDay(childIn(index, ask.child), ask)
  const { date, careType } = taken
  const credits = (index.credits.get(ask.child) ?? []).filter(
    ({ left, absentOn }) => left > 0 && (!ask.from || absentOn === ask.from),
  )
  const ofType = careType ? credits.filter((credit) => sameCareType(credit.careType, careType)) : []
  return {
    ...takingFacts(ask, taken, at, index),
    credits: () => credits.length,
    typeless: () => careType === undefined || credits.length === 0,
    creditsOfType: () => ofType.length,
    creditsValid: () =>
      ofType.filter(({ usableFrom, expiresOn = date }) => usableFrom <= date && date <= expiresOn).length,
  }
}

export function swapFacts(ask: Swap, at: Asking['at'], index: IndexedWorld): CaseFacts {
  const { world, policy } = index
  const child = childIn(index, ask.child)
  const taken = takenDay(child, ask)
  const givenType = typeGiven(ask, child)
  const given = careOn(child, ask.give, world, policy, givenType)
  const [firstDay, lastDay] = ask.give < ask.take ? [ask.give, ask.take] : [ask.take, ask.give]
  return {
    ...takingFacts(ask, taken, at, index),
    firstDay: () => firstDay,
    daysAhead: () => daysBetween(at.today, lastDay),
    sameCareType: () => !taken.careType || !givenType || sameCareType(taken.careType, givenType),
    givenParts: () => (isGivenAlready(ask, givenType, child, index) ? 0 : given.length),
    givenClosed: () => given.length === 0 && careBeforeClosures(child, ask.give, world, givenType).length > 0,
    latest: () => NEVER,
    missing: () => missingOf(taken) + groupFacts(taken, child, index).missing,
  }
}

function takingFacts(ask: TakingAsk, taken: TakenDay, at: Asking['at'], index: IndexedWorld): CaseFacts {
  const { world, policy } = index
  const { date, hours, groups, careType } = taken
  const child = childIn(index, ask.child)
  const start = startOf(taken, index)
  const group = () => groupFacts(taken, child, index)
  return {
    undecided: () => isUndecided(taken),
    inForce: () => taken.inForce,
    daysAhead: () => daysBetween(at.today, date),
    latest: () => (start ? hoursBefore(date, start, 48) : NEVER),
    closed: () => groups.every((one) => whatCloses(date, hours, locationOf(world, one), policy)),
    inTheWay: () => inTheWay(taken, child, index),
    present: () => group().present,
    places: () => group().places,
    requiredStaff: () => group().requiredStaff,
    staff: () => group().staff,
    missing: () => Number(careType !== undefined && !start) + missingOf(taken) + group().missing,
  }
}

function missingOf(taken: TakenDay): number {
  return Number(isUndecided(taken))
}

function isUndecided({ careType, choice }: TakenDay): boolean {
  return !careType && choice.length > 1
}

/** Care that is planned or asked for already, of the same type or at the same hours. */
function inTheWay({ careType, hours, date }: TakenDay, child: Child, index: IndexedWorld): number {
  const asked = takingOn(date, child.id, index)
    .filter(({ state }) => state === 'open')
    .flatMap(({ ask }) => (isTaking(ask) ? [takenDay(child, ask)] : []))
    .map((day) => ({ careType: day.careType, span: day.hours }))
  return [...careOn(child, date, index.world, index.policy), ...asked].filter(
    (one) =>
      (careType && one.careType && sameCareType(one.careType, careType)) ||
      (hours && one.span && overlaps(one.span, hours)),
  ).length
}

/** Care of that type was given up already, in a swap that waits for an answer. */
function isGivenAlready(
  { give }: Swap,
  type: CareType | undefined,
  child: Child,
  index: IndexedWorld,
): boolean {
  return (index.requests.get(child.id) ?? []).some(({ ask, state }) => {
    if (state !== 'open' || ask.kind !== 'swap' || ask.give !== give) return false
    const given = typeGiven(ask, child)
    return !given || !type || sameCareType(given, type)
  })
}

function typeGiven(ask: Swap, child: Child): CareType | undefined {
  return ask.giveCareType ?? takenDay(child, ask).careType
}
