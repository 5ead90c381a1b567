import type { DeadlineFacts } from '../facts.ts'
import { type Finding, lacking } from '../rule.ts'
import type { IsoDate, WallMoment, WallTime, Weekday } from '../time.ts'
import { addDays, hoursBefore, startOf, WEEKDAYS, wallAt } from '../time.ts'
import { type Calendar, type Length, lengthBefore } from './length.ts'

/**
 * The last moment at which something is in time for care on a day.
 * - `clock`: before a time on that day, or on an earlier one; that time is too late.
 * - `weekday`: before a time on a weekday of that week (Monday first), or of an earlier one; that time is too late.
 * - `hours`: hours before the care starts or before the day begins; exactly so many are in time when `exactly`.
 * - `days`: a length on the calendar before the day, to the end of the day that it reaches; exactly so long is in
 *   time when `exactly`, else the day before that is the last.
 */
export type Deadline =
  | { readonly kind: 'clock'; readonly time: WallTime; readonly before: Length }
  | {
      readonly kind: 'weekday'
      readonly weekday: Weekday
      readonly time: WallTime
      readonly weeksBefore: number
    }
  | {
      readonly kind: 'hours'
      readonly hours: number
      readonly before: 'care' | 'day'
      readonly exactly: boolean
    }
  | { readonly kind: 'days'; readonly length: Length; readonly exactly: boolean }

/** The care that a deadline is counted back from. */
export interface CareStart {
  readonly date: IsoDate
  /** First minute of care; undefined when nothing says the hours. */
  readonly start: WallTime | undefined
  readonly calendar: Calendar
}

/** Judges whether a moment on the wall clock was in time. Hours are read off that clock, also when it changes in between. */
export function checkDeadline(
  deadline: Deadline,
  askedAt: WallMoment,
  care: CareStart,
): Finding<DeadlineFacts> {
  const { date, start, calendar } = care
  switch (deadline.kind) {
    case 'clock':
      return before(wallAt(lengthBefore(date, deadline.before, calendar), deadline.time), askedAt, date)
    case 'weekday': {
      const monday = addDays(startOf('week', date), -7 * deadline.weeksBefore)
      const day = addDays(monday, WEEKDAYS.indexOf(deadline.weekday))
      return before(wallAt(day, deadline.time), askedAt, date)
    }
    case 'hours':
      if (deadline.before === 'care' && !start) return lacking('hours', { date, askedAt })
      return hoursAhead(deadline, askedAt, date, deadline.before === 'care' ? start : undefined)
    case 'days':
      return daysAhead(deadline, askedAt, date, calendar)
  }
}

function before(limit: WallMoment, askedAt: WallMoment, date: IsoDate): Finding<DeadlineFacts> {
  return { held: askedAt < limit, facts: { date, askedAt, limit, limitIncluded: false } }
}

function hoursAhead(
  { hours, exactly }: Extract<Deadline, { kind: 'hours' }>,
  askedAt: WallMoment,
  date: IsoDate,
  start: WallTime | undefined,
): Finding<DeadlineFacts> {
  const limit = hoursBefore(date, start ?? '00:00', hours)
  const held = exactly ? askedAt <= limit : askedAt < limit
  const facts = { date, askedAt, limit, limitIncluded: exactly, ...(start && { startOfCare: start }) }
  return { held, facts }
}

function daysAhead(
  { length, exactly }: Extract<Deadline, { kind: 'days' }>,
  askedAt: WallMoment,
  date: IsoDate,
  calendar: Calendar,
): Finding<DeadlineFacts> {
  const reached = lengthBefore(date, length, calendar)
  const lastDay = exactly ? reached : addDays(reached, -1)
  const limit = wallAt(addDays(lastDay, 1), '00:00')
  return { held: askedAt < limit, facts: { date, askedAt, limit, limitIncluded: false, lastDay } }
}
