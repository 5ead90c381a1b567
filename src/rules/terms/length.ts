import { isOpen, whatClosesEverywhere } from '../opening.ts'
import type { Policy } from '../policy.ts'
import { addDays, addMonths, type IsoDate } from '../time.ts'
import type { Location } from '../world.ts'

/** A length on the calendar. Working days are those of the location (DOMAIN: Working days). */
export interface Length {
  readonly count: number
  readonly unit: 'days' | 'working-days' | 'weeks' | 'months'
}

/** Whose working days are counted; where the location is not known, those on which all are open. */
export interface Calendar {
  readonly location: Location | undefined
  readonly policy: Policy
}

/** The day that comes so long after `date`. A month later is the same day of the month, or the last day of a shorter one. */
export function lengthAfter(date: IsoDate, length: Length, calendar: Calendar): IsoDate {
  return moved(date, length, 1, calendar)
}

/** The day that comes so long before `date`; months as in `lengthAfter`. */
export function lengthBefore(date: IsoDate, length: Length, calendar: Calendar): IsoDate {
  return moved(date, length, -1, calendar)
}

function moved(date: IsoDate, { count, unit }: Length, direction: 1 | -1, calendar: Calendar): IsoDate {
  switch (unit) {
    case 'days':
      return addDays(date, direction * count)
    case 'weeks':
      return addDays(date, direction * count * 7)
    case 'months':
      return addMonths(date, direction * count)
    case 'working-days':
      return overWorkingDays(date, count, direction, calendar)
  }
}

/** Steps from working day to working day; `date` itself is not counted. */
function overWorkingDays(date: IsoDate, count: number, direction: 1 | -1, calendar: Calendar): IsoDate {
  let day = date
  for (let left = count; left > 0; ) {
    day = addDays(day, direction)
    if (isWorkingDay(day, calendar)) left -= 1
  }
  return day
}

function isWorkingDay(day: IsoDate, { location, policy }: Calendar): boolean {
  return location ? isOpen(day, location, policy) : whatClosesEverywhere(day, policy) === undefined
}
