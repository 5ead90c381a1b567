import type { DeadlineFacts } from './facts.ts'
import type { Deadline } from './policy.ts'
import { type Finding, lacking } from './rule.ts'
import type { IsoDate, Moment, WallTime } from './time.ts'
import { hoursBefore, wallAt } from './time.ts'

/**
 * Judges whether a moment was in time for care that starts at `start` on `date`. A clock time on the day
 * itself is too late (LK-8); so many hours before the start is still in time (LK-4, LK-6).
 */
export function checkDeadline(
  deadline: Deadline,
  at: Moment,
  date: IsoDate,
  start: WallTime | undefined,
): Finding<DeadlineFacts> {
  const askedAt = at.wall
  if ('beforeTime' in deadline) {
    const limit = wallAt(date, deadline.beforeTime)
    return { held: askedAt < limit, facts: { date, askedAt, limit, limitIncluded: false } }
  }
  if (!start) return lacking('hours', { date, askedAt })
  const limit = hoursBefore(date, start, deadline.hoursBefore)
  return { held: askedAt <= limit, facts: { date, askedAt, limit, limitIncluded: true, startOfCare: start } }
}
