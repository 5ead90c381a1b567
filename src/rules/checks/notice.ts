import type { CancelCase } from '../cases/cancel.ts'
import type { SwapCase } from '../cases/swap.ts'
import type { TakingCase } from '../cases/taking.ts'
import { calendarOf } from '../circumstances.ts'
import type { DeadlineFacts, FactsOf } from '../facts.ts'
import type { CancelPolicy } from '../policy.ts'
import { type Check, chargeRule, lacking, type OpenedCase, requestRule } from '../rule.ts'
import { type Choice, type Circumstances, checkDeadline, choose, type Deadline } from '../terms/index.ts'
import { minutesAfter, wallAt } from '../time.ts'

/** Where the house rules say how long before the day given up, or the day taken, a swap is asked. Days after today need no other notice. */
export const swapGivenNotice = requestRule('swap.notice', (asked: SwapCase) =>
  swapNotice(asked.policy.swap.given.notice, asked.givenCircumstances, asked),
)
export const swapTakenNotice = requestRule('swap.notice', (asked: SwapCase) =>
  swapNotice(asked.policy.swap.taken.notice, asked.circumstances, asked),
)

/** LK-4: an extra day is asked in time before its care starts. */
export const extraNotice = requestRule('extra.notice', (asked: TakingCase) =>
  noticeOf(asked.policy.extra.notice, asked.circumstances, asked),
)

/** LK-3: a credit day is asked in time before its care starts. */
export const creditDayNotice = requestRule('credit-day.notice', (asked: TakingCase) =>
  noticeOf(asked.policy.creditDay.notice, asked.circumstances, asked),
)

/** LK-6: a granted day is cancelled in time before its care starts; an open request can be withdrawn as long as the policy says. */
export const cancelNotice = requestRule('cancel.notice', (asked: CancelCase) =>
  isCharged(asked) ? 'not-applicable' : checkCancel(asked),
)

/** The same where a late cancellation is accepted, and the day charged. */
export const cancelCharge = chargeRule('cancel.notice', (asked: CancelCase) =>
  isCharged(asked) ? checkCancel(asked) : 'not-applicable',
)

/** Where the house rules set no notice, a day can be asked until its care begins. */
const BEFORE_CARE: Deadline = { kind: 'hours', hours: 0, before: 'care', exactly: false }

function noticeOf(notice: Choice<Deadline>, care: Circumstances, asked: OpenedCase): Check<DeadlineFacts> {
  const deadline = choose(notice, care) ?? BEFORE_CARE
  const start = care.hours[0]?.from
  if (!care.careType && !start) return 'not-applicable'
  const calendar = calendarOf(care, asked)
  return checkDeadline(deadline, asked.asking.at.wall, { date: care.date, start, calendar })
}

function swapNotice(notice: Choice<Deadline>, care: Circumstances, asked: SwapCase): Check<DeadlineFacts> {
  if (notice.length === 0 && asked.policy.swap.afterToday) return 'not-applicable'
  return care.hours.length === 0 ? 'not-applicable' : noticeOf(notice, care, asked)
}

/** A late cancellation that is accepted, before the care begins: a day that the child came on is not given back. */
function isCharged({ cancelled, policy, circumstances, asking }: CancelCase): boolean {
  if (cancelled?.state !== 'granted' || grantedLimit(policy.cancel, circumstances) === 'unpublished')
    return false
  if ((choose(policy.cancel.late, circumstances) ?? 'refused') === 'refused') return false
  const start = circumstances.hours[0]?.from
  return start === undefined || asking.at.wall < wallAt(circumstances.date, start)
}

function checkCancel(asked: CancelCase): Check<FactsOf<'cancel.notice'>> {
  const { cancelled, ask } = asked
  if (!cancelled) return 'not-applicable'
  const check = cancelled.state === 'open' ? checkOpen(asked) : checkGranted(asked)
  if (check === 'not-applicable' || check.held === 'unknown') return check
  const { state } = cancelled
  return { held: check.held, facts: { date: ask.date, ...check.facts, state } }
}

type CancelFinding = Check<DeadlineFacts | { readonly possible: boolean }>

function checkOpen({ policy, circumstances, cancelled, asking, ask }: CancelCase): CancelFinding {
  const open = choose(policy.cancel.open, circumstances) ?? 'always'
  if (open === 'always' || open === 'never' || !cancelled) return possible(open !== 'never')
  const askedAt = asking.at.wall
  const limit = minutesAfter(cancelled.askedAt, open.minutes)
  return { held: askedAt <= limit, facts: { date: ask.date, askedAt, limit, limitIncluded: true } }
}

function checkGranted(asked: CancelCase): CancelFinding {
  const { policy, circumstances, ask } = asked
  const granted = grantedLimit(policy.cancel, circumstances)
  if (granted === 'unpublished') return lacking('house-rule', { date: ask.date })
  return granted === 'never' ? possible(false) : noticeOf([{ when: {}, is: granted }], circumstances, asked)
}

/** What nobody wrote down the location decides. */
function grantedLimit({ granted }: CancelPolicy, circumstances: Circumstances) {
  return choose(granted, circumstances) ?? 'unpublished'
}

function possible(held: boolean): CancelFinding {
  return { held, facts: { possible: held } }
}
