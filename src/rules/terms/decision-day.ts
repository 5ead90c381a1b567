import type { IsoDate } from '../time.ts'
import { addDays, addMonths, startOf } from '../time.ts'
import { type Calendar, type Length, lengthBefore } from './length.ts'

/** From when a request is decided: so long before the day taken, or on a day of an earlier month, for all days of a month together. */
export type DecisionDay =
  | { readonly kind: 'length'; readonly length: Length }
  | { readonly kind: 'month'; readonly dayOfMonth: number; readonly monthsBefore: number }

/** The first day on which a request for a day is decided. A month that is too short for the day of the month gives its last day. */
export function decisionDay(decided: DecisionDay, date: IsoDate, calendar: Calendar): IsoDate {
  if (decided.kind === 'length') return lengthBefore(date, decided.length, calendar)
  const first = addMonths(startOf('month', date), -decided.monthsBefore)
  const last = addDays(addMonths(first, 1), -1)
  const day = addDays(first, decided.dayOfMonth - 1)
  return day < last ? day : last
}
