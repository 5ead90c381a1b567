import type { Ask, Asking, Swap } from './ask.ts'
import type { HorizonFacts, MissingFact, UnknownFacts } from './facts.ts'
import { type FirstSight, mayBeCancelled, mayBeGiven, mayBeTaken } from './first-sight.ts'
import type { Policy } from './policy.ts'
import { isTaking } from './taken-day.ts'
import { addDays, type IsoDate } from './time.ts'
import type { Alternative, Reason, RuleId } from './verdict.ts'
import { weigh } from './weigh.ts'
import type { World } from './world.ts'

/** How many other days are offered at most. */
const MOST_ALTERNATIVES = 3

/** How far around the day asked another is sought; nobody wants one in half a year instead. */
const LOOK_AROUND_DAYS = 30

/** Missing facts that don't depend on the day. */
const MISSING_ON_ALL_DAYS: readonly MissingFact[] = ['careType', 'places', 'house-rule']

/** What a swap asks of the day given up, apart from when it is. */
const GIVEN_DAY_RULES: readonly RuleId[] = ['day.planned', 'swap.not-closed-day']

/**
 * The same ask with another day, up to three that the rules allow at the same moment: the nearest to the day
 * asked first, of two as near the earlier. Never a day before today. For a swap the day taken is varied; when no
 * other will do, the day given up; and when both are wrong, the day taken for the nearest that can be given up.
 */
export function alternativesTo(
  reasons: readonly Reason[],
  asking: Asking,
  world: World,
  policy: Policy,
): readonly Alternative[] {
  if (reasons.some(lacksWhatNoDayHas)) return []
  for (const asks of variations(reasons, asking, world, policy)) {
    const allowed = firstAllowed(asks, asking, world, policy)
    if (allowed.length > 0) return allowed
  }
  return []
}

/** A fact that is missing whatever the day. */
function lacksWhatNoDayHas({ held, facts }: Reason): boolean {
  return (
    held === 'unknown' && MISSING_ON_ALL_DAYS.some((fact) => (facts as UnknownFacts).missing.includes(fact))
  )
}

/** Each a list of asks, nearest day first; a later list is made when an earlier one has nothing that is allowed. */
function* variations(
  reasons: readonly Reason[],
  asking: Asking,
  world: World,
  policy: Policy,
): Iterable<Iterable<Ask>> {
  const { ask, at } = asking
  const around = (day: IsoDate, sight: FirstSight) =>
    filter(daysAround(day, at.today, horizonOf(reasons, day)), sight)
  if (ask.kind !== 'swap') {
    yield map(around(ask.date, firstSight(asking, world, policy)), (date) => ({ ...ask, date }))
    return
  }
  const toTake = mayBeTaken(asking, world, policy)
  const toGive = mayBeGiven(asking, world)
  if (!isGivenWrong(reasons)) yield map(around(ask.take, toTake), (take) => ({ ...ask, take }))
  yield map(around(ask.give, toGive), (give) => ({ ...ask, give }))
  for (const give of around(ask.give, toGive)) {
    if (!canGiveUp({ ...ask, give }, asking, world, policy)) continue
    yield map(around(ask.take, toTake), (take) => ({ ...ask, give, take }))
    return
  }
}

function firstSight(asking: Asking, world: World, policy: Policy): FirstSight {
  if (isTaking(asking.ask)) return mayBeTaken(asking, world, policy)
  return asking.ask.kind === 'cancel' ? mayBeCancelled(asking, world) : mayBeGiven(asking, world)
}

/** Then no other day to take will do. */
function isGivenWrong(reasons: readonly Reason[]): boolean {
  return reasons.some(({ rule, held }) => held === false && GIVEN_DAY_RULES.includes(rule))
}

/** The last day that may be asked for instead of that day; undefined where the policy sets none. */
function horizonOf(reasons: readonly Reason[], day: IsoDate): IsoDate | undefined {
  for (const { facts } of reasons) {
    const { latest, dates } = facts as Partial<HorizonFacts>
    if (latest && dates?.includes(day)) return latest
  }
  return undefined
}

/** Days before and after a day, or before the horizon when the day lies beyond it: the nearest first, of two as near the earlier; none before today. */
function* daysAround(day: IsoDate, today: IsoDate, horizon: IsoDate | undefined): Iterable<IsoDate> {
  const around = latest(today, horizon && horizon < day ? horizon : day)
  if (around !== day) yield around
  for (let distance = 1; distance <= LOOK_AROUND_DAYS; distance += 1) {
    const [earlier, later] = [addDays(around, -distance), addDays(around, distance)]
    if (earlier >= today) yield earlier
    if (horizon === undefined || later <= horizon) yield later
  }
}

function latest(one: IsoDate, other: IsoDate): IsoDate {
  return one > other ? one : other
}

function* filter<T>(items: Iterable<T>, keeps: (item: T) => boolean): Iterable<T> {
  for (const item of items) if (keeps(item)) yield item
}

function* map<T, R>(items: Iterable<T>, change: (item: T) => R): Iterable<R> {
  for (const item of items) yield change(item)
}

function firstAllowed(
  asks: Iterable<Ask>,
  asking: Asking,
  world: World,
  policy: Policy,
): readonly Alternative[] {
  const found: Alternative[] = []
  for (const ask of asks) {
    if (found.length === MOST_ALTERNATIVES) break
    if (weigh({ ...asking, ask }, world, policy).isAllowed()) found.push({ ask })
  }
  return found
}

/** Judges the day given up alone, whatever is wrong with the day taken. */
function canGiveUp(ask: Swap, asking: Asking, world: World, policy: Policy): boolean {
  return ask.give > asking.at.today && weigh({ ...asking, ask }, world, policy).isAllowed(GIVEN_DAY_RULES)
}
