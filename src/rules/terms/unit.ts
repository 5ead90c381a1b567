import type { TimeSpan, WallTime } from '../time.ts'
import { minutesOf } from '../time.ts'
import { type Choice, type Circumstances, choose } from './choice.ts'

/** What credit is counted in; of `day-parts` and `points` the amounts are points. */
export type UnitName = 'minutes' | 'days' | 'day-parts' | 'points'

/**
 * How much a day's care is worth, the same when it is earned and when it is taken: its minutes, one whatever its
 * length, one or two day-parts (two when it runs across the time at which they meet), or weighted points.
 */
export type Unit =
  | { readonly name: 'minutes' | 'days' | 'day-parts' }
  | { readonly name: 'points'; readonly points: Choice<number> }

/** The worth of care; undefined when the policy gives no points for it. */
export function worthOf(unit: Unit, care: Circumstances, dayPartsMeetAt: WallTime): number | undefined {
  switch (unit.name) {
    case 'minutes':
      return totalMinutes(care.hours)
    case 'days':
      return 1
    case 'day-parts':
      return dayPartsOf(care.hours, dayPartsMeetAt)
    case 'points':
      return choose(unit.points, care)
  }
}

/** One, or two when the care begins before the time at which the day-parts meet and ends after it. */
export function dayPartsOf(hours: readonly TimeSpan[], meetAt: WallTime): 1 | 2 {
  const before = hours.some(({ from }) => from < meetAt)
  return before && hours.some(({ until }) => meetAt < until) ? 2 : 1
}

/** The length of the hours together. */
export function totalMinutes(hours: readonly TimeSpan[]): number {
  return hours.reduce((sum, span) => sum + minutesOf(span), 0)
}
