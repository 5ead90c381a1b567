import { careChain } from '../contract.ts'
import type { IsoDate, Period } from '../time.ts'
import { addDays, addMonths, endOf, startOf } from '../time.ts'
import type { CareType, Child } from '../world.ts'
import { type Calendar, type Length, lengthAfter, lengthBefore } from './length.ts'

/**
 * One end of a window around an absence.
 * - `length`: so long before or after the absent day, or the day on which it was reported.
 * - `period`: the first or the last day of the week, month or year of the absent day; an end may come months later.
 * - `contract-year`: the first or the last day of the year of care that the absent day lies in, counted from the
 *   first day of the contracts that follow each other without a gap.
 * - `contract`: the first or the last day of those contracts.
 */
export type WindowEnd =
  | {
      readonly kind: 'length'
      readonly length: Length
      readonly side: 'before' | 'after'
      readonly of: 'absence' | 'report'
    }
  | { readonly kind: 'period'; readonly period: Period; readonly monthsLater: number }
  | { readonly kind: 'contract-year' }
  | { readonly kind: 'contract' }

/** Days around an absence: from the latest of the beginnings up to and including the earliest of the ends. */
export interface Window {
  readonly from: readonly WindowEnd[]
  readonly until: readonly WindowEnd[]
}

/** What a window is counted from. */
export interface Anchor {
  readonly absentOn: IsoDate
  readonly reportedOn: IsoDate
  readonly child: Child
  readonly careType: CareType
  readonly calendar: Calendar
}

/** The days of a window; both are included. A side without an end is open. */
export interface Days {
  readonly from?: IsoDate
  readonly until?: IsoDate
}

/** Works out the days of a window. */
export function daysOf({ from: starts, until: ends }: Window, anchor: Anchor): Days {
  let from: IsoDate | undefined
  for (const start of starts) {
    const day = dayOf(start, anchor, 'from')
    if (day && (!from || day > from)) from = day
  }
  let until: IsoDate | undefined
  for (const end of ends) {
    const day = dayOf(end, anchor, 'until')
    if (day && (!until || day < until)) until = day
  }
  return { ...(from && { from }), ...(until && { until }) }
}

/** True when the day lies in the days. */
export function includes({ from, until }: Days, date: IsoDate): boolean {
  return (from === undefined || from <= date) && (until === undefined || date <= until)
}

function dayOf(end: WindowEnd, anchor: Anchor, side: keyof Days): IsoDate | undefined {
  const { absentOn, reportedOn, calendar } = anchor
  switch (end.kind) {
    case 'length': {
      const day = end.of === 'absence' ? absentOn : reportedOn
      return end.side === 'before'
        ? lengthBefore(day, end.length, calendar)
        : lengthAfter(day, end.length, calendar)
    }
    case 'period':
      if (side === 'from') return startOf(end.period, absentOn)
      if (end.monthsLater === 0) return endOf(end.period, absentOn)
      return endOf('month', addMonths(endOf(end.period, absentOn), end.monthsLater))
    case 'contract-year':
      return yearOfCare(anchor)?.[side]
    case 'contract':
      return careChain(anchor.child, anchor.careType, absentOn)?.[side]
  }
}

/** The year of care that the day lies in: from an anniversary of its first day up to the day before the next. Each is counted from that first day, so that 29 February comes back. */
export function yearOfCare({
  child,
  careType,
  absentOn,
}: Omit<Anchor, 'calendar' | 'reportedOn'>): Days | undefined {
  const start = careChain(child, careType, absentOn)?.from
  if (!start) return undefined
  const anniversary = (years: number) => addMonths(start, 12 * years)
  const calendarYears = Number(absentOn.slice(0, 4)) - Number(start.slice(0, 4))
  const years = anniversary(calendarYears) <= absentOn ? calendarYears : calendarYears - 1
  return { from: anniversary(years), until: addDays(anniversary(years + 1), -1) }
}
