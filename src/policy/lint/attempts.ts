import type { Ask, Asking } from '../../rules/ask.ts'
import type { Policy } from '../../rules/policy.ts'
import { addDays, type IsoDate, type WallMoment, type Weekday, wallAt, weekdayOf } from '../../rules/time.ts'
import { RULE_IDS, type RuleId } from '../../rules/verdict.ts'
import { weigh } from '../../rules/weigh.ts'
import type { Contract, World } from '../../rules/world.ts'
import { SAMPLE_YEAR } from './sample-world.ts'

/** As long before a day as anybody may ask for it: longer than any published horizon. */
export const LONGEST_AHEAD = 400

/** The days of the sample year on which the contract brings care, or those on which it does not; no weekends. */
export function* sampleDays(contract: Contract, care: 'planned' | 'free'): Iterable<IsoDate> {
  for (let day: IsoDate = `${SAMPLE_YEAR}-01-01`; day.startsWith(`${SAMPLE_YEAR}`); day = addDays(day, 1)) {
    if (isWorkday(day) && (contract.days[weekdayOf(day)] !== undefined) === (care === 'planned')) yield day
  }
}

/** Every so many of the items, the first included. */
export function* everyNth<T>(items: Iterable<T>, step: number): Iterable<T> {
  let number = 0
  for (const item of items) {
    if (number % step === 0) yield item
    number += 1
  }
}

/** The beginning of the day asked for and of those before it, the latest first: notice is longest and the horizon no nearer then. */
export function* momentsBefore(day: IsoDate, ahead = LONGEST_AHEAD): Iterable<WallMoment> {
  for (let before = 0; before <= ahead; before += 1) yield wallAt(addDays(day, -before), '00:00')
}

/** A guardian's ask at a moment. */
export function askingAt(wall: WallMoment, ask: Ask): Asking {
  return { ask, at: { wall, today: wall.slice(0, 10) as IsoDate }, by: 'guardian' }
}

/** The rules that are broken, whatever they are about. */
export function brokenRules(
  asking: Asking,
  world: World,
  policy: Policy,
  only?: readonly RuleId[],
): readonly RuleId[] {
  return [...weigh(asking, world, policy).reasons()]
    .filter(({ held, rule }) => held === false && (!only || only.includes(rule)))
    .map(({ rule }) => rule)
}

/**
 * The fewest rules of which one at least was broken in every attempt: one that never holds, or two that never hold
 * together; else all that were ever broken.
 */
export function culpritsOf(attempts: readonly (readonly RuleId[])[]): readonly RuleId[] {
  const broken = new Set(attempts.flat())
  const rules = RULE_IDS.filter((rule) => broken.has(rule))
  const alwaysOne = (few: readonly RuleId[]) =>
    attempts.every((broken) => few.some((rule) => broken.includes(rule)))
  const single = rules.find((rule) => alwaysOne([rule]))
  if (single) return [single]
  for (const [place, one] of rules.entries()) {
    const other = rules.slice(place + 1).find((rule) => alwaysOne([one, rule]))
    if (other) return [one, other]
  }
  return rules
}

function isWorkday(day: IsoDate): boolean {
  const weekend: readonly Weekday[] = ['sat', 'sun']
  return !weekend.includes(weekdayOf(day))
}
