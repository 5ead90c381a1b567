import type { Policy } from './policy.ts'
import { lengthAfter } from './terms/index.ts'
import type { IsoDate } from './time.ts'
import type { Location } from './world.ts'

/** The day at whose end the answer to a request of `askedOn` is due (LK-5): asked on Friday or Saturday, due on Tuesday. */
export function answerDue(askedOn: IsoDate, location: Location, policy: Policy): IsoDate {
  const { workingDays: count } = policy.answer
  return lengthAfter(askedOn, { count, unit: 'working-days' }, { location, policy })
}

/** True from the day after the answer was due (LK-5): a request of Friday is overdue on Wednesday. */
export function answerOverdue(askedOn: IsoDate, today: IsoDate, location: Location, policy: Policy): boolean {
  return today > answerDue(askedOn, location, policy)
}
