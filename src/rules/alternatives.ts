import type { Ask, Asking, Swap } from './ask.ts'
import type { Policy } from './policy.ts'
import { addDays, daysBetween, type IsoDate } from './time.ts'
import type { Alternative, RuleId } from './verdict.ts'
import { weigh } from './weigh.ts'
import type { World } from './world.ts'

/** How many other days are offered at most. */
const MOST_ALTERNATIVES = 3

/** How far around the day asked a day is sought where the policy sets no horizon. */
const LOOK_AROUND_DAYS = 30

/** What a swap asks of the day given up, apart from when it is. */
const GIVEN_DAY_RULES: readonly RuleId[] = ['day.planned', 'swap.not-closed-day']

/** Days in which to look for another one; both ends are included. */
interface Window {
  readonly around: IsoDate
  readonly from: IsoDate
  readonly until: IsoDate
}

/**
 * The same ask with another day, up to three that the rules allow at the same moment: the nearest to the day
 * asked first, of two as near the earlier. Never a day before today. For a swap the day taken is varied; when no
 * other will do, the day given up; and when both are wrong, the day taken for the nearest that can be given up.
 */
export function alternativesTo(asking: Asking, world: World, policy: Policy): readonly Alternative[] {
  for (const asks of variations(asking, world, policy)) {
    const allowed = firstAllowed(asks, asking, world, policy)
    if (allowed.length > 0) return allowed
  }
  return []
}

/** Each a list of asks, nearest day first; a later list is made when an earlier one has nothing that is allowed. */
function* variations(asking: Asking, world: World, policy: Policy): Iterable<readonly Ask[]> {
  const { ask, at } = asking
  const ahead = (around: IsoDate, days: number) =>
    nearestDays({ around, from: at.today, until: addDays(at.today, days) })
  switch (ask.kind) {
    case 'swap': {
      const takes = ahead(ask.take, policy.swap.aheadDays)
      const gives = ahead(ask.give, policy.swap.aheadDays)
      yield takes.map((take) => ({ ...ask, take }))
      yield gives.map((give) => ({ ...ask, give }))
      const give = gives.find((other) => canGiveUp({ ...ask, give: other }, asking, world, policy))
      if (give) yield takes.map((take) => ({ ...ask, give, take }))
      break
    }
    case 'extra':
      yield ahead(ask.date, policy.extra.aheadDays).map((date) => ({ ...ask, date }))
      break
    case 'credit-day':
      yield ahead(ask.date, policy.creditDay.aheadDays).map((date) => ({ ...ask, date }))
      break
    case 'absence':
    case 'cancel':
      yield nearestDays(lookAround(ask.date, at.today)).map((date) => ({ ...ask, date }))
  }
}

function lookAround(around: IsoDate, today: IsoDate): Window {
  const earliest = addDays(around, -LOOK_AROUND_DAYS)
  return { around, from: earliest > today ? earliest : today, until: addDays(around, LOOK_AROUND_DAYS) }
}

function nearestDays({ around, from, until }: Window): readonly IsoDate[] {
  const start = daysBetween(around, from)
  const length = Math.max(daysBetween(from, until) + 1, 0)
  return Array.from({ length }, (_, step) => start + step)
    .filter((distance) => distance !== 0)
    .toSorted((one, other) => Math.abs(one) - Math.abs(other) || one - other)
    .map((distance) => addDays(around, distance))
}

function firstAllowed(
  asks: readonly Ask[],
  asking: Asking,
  world: World,
  policy: Policy,
): readonly Alternative[] {
  const found: Alternative[] = []
  for (const ask of asks) {
    if (found.length === MOST_ALTERNATIVES) break
    if (isAllowed({ ...asking, ask }, world, policy)) found.push({ ask })
  }
  return found
}

/** Judges the day given up alone, whatever is wrong with the day taken. */
function canGiveUp(ask: Swap, asking: Asking, world: World, policy: Policy): boolean {
  return ask.give > asking.at.today && isAllowed({ ...asking, ask }, world, policy, GIVEN_DAY_RULES)
}

/** Stops at the first rule in the way: most days of a month have one, and the dear rules come last. */
function isAllowed(asking: Asking, world: World, policy: Policy, only?: readonly RuleId[]): boolean {
  for (const { about, held } of weigh(asking, world, policy).reasons(only)) {
    if (about === 'request' && held !== true) return false
  }
  return true
}
