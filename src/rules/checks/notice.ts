import { type CancelCase, startOfTaken, type TakingCase } from '../cases.ts'
import { checkDeadline } from '../deadline.ts'
import type { DeadlineFacts } from '../facts.ts'
import type { Deadline } from '../policy.ts'
import { type Check, requestRule } from '../rule.ts'
import { takenDay } from '../taken-day.ts'

/** LK-4: an extra day is asked in time before its care starts. */
export const extraNotice = requestRule('extra.notice', (asked: TakingCase) =>
  noticeOfTaken(asked, asked.policy.extra.notice),
)

/** LK-3: a credit day is asked in time before its care starts. */
export const creditDayNotice = requestRule('credit-day.notice', (asked: TakingCase) =>
  noticeOfTaken(asked, asked.policy.creditDay.notice),
)

/** LK-6: a granted day is cancelled in time before its care starts; an open request can be withdrawn until it is decided. */
export const cancelNotice = requestRule('cancel.notice', (asked: CancelCase) => {
  const [request, other] = asked.standing
  if (!request || other) return 'not-applicable'
  const { date } = asked.ask
  if (request.state === 'open') return { held: true, facts: { state: 'open', date } }
  const start = startOfTaken(takenDay(asked.child, request.ask), asked)
  const check = checkDeadline(asked.policy.cancel.notice, asked.asking.at, date, start)
  if (check.held === 'unknown') return check
  return { held: check.held, facts: { ...check.facts, state: 'granted' } }
})

function noticeOfTaken(asked: TakingCase, notice: Deadline): Check<DeadlineFacts> {
  if (!asked.taken.careType && !asked.start) return 'not-applicable'
  return checkDeadline(notice, asked.asking.at, asked.taken.date, asked.start)
}
