import type { IsoDate, Period } from '../time.ts'
import { addDays, endOf, startOf } from '../time.ts'
import { type Calendar, type Length, lengthAfter, lengthBefore } from './length.ts'

/** How far ahead something may be asked: at most so long, the last day included, or only in the week, month or year of asking. */
export type Ahead = Length | { readonly same: Period }

/** The last day that may be asked for on `today`, included. */
export function latestDay(ahead: Ahead, today: IsoDate, calendar: Calendar): IsoDate {
  return 'same' in ahead ? endOf(ahead.same, today) : lengthAfter(today, ahead, calendar)
}

/** The first day on which that day may be asked for: the reverse of `latestDay`. */
export function opensOn(ahead: Ahead, date: IsoDate, calendar: Calendar): IsoDate {
  if ('same' in ahead) return startOf(ahead.same, date)
  let day = lengthBefore(date, ahead, calendar)
  while (latestDay(ahead, day, calendar) < date) day = addDays(day, 1)
  return day
}
