import { isOpen } from './opening.ts'
import type { Policy } from './policy.ts'
import type { IsoDate } from './time.ts'
import { addDays } from './time.ts'
import type { Location } from './world.ts'

/**
 * The working day that comes `count` working days after `date`, `date` itself not counted (DOMAIN: Working
 * days). Monday to Friday, without public holidays and without whole-day closures of the location.
 */
export function workingDaysAfter(date: IsoDate, count: number, location: Location, policy: Policy): IsoDate {
  let day = date
  for (let left = count; left > 0; ) {
    day = addDays(day, 1)
    if (isOpen(day, location, policy)) left -= 1
  }
  return day
}

/** The day at whose end the answer to a request of `askedOn` is due (LK-5): asked on Friday or Saturday, due on Tuesday. */
export function answerDue(askedOn: IsoDate, location: Location, policy: Policy): IsoDate {
  return workingDaysAfter(askedOn, policy.answer.workingDays, location, policy)
}

/** True from the day after the answer was due (LK-5): a request of Friday is overdue on Wednesday. */
export function answerOverdue(askedOn: IsoDate, today: IsoDate, location: Location, policy: Policy): boolean {
  return today > answerDue(askedOn, location, policy)
}
