import type { Cancel } from '../ask.ts'
import { type CancelCase, cancelCase } from '../cases.ts'
import { cancelledDayPlanned } from '../checks/day.ts'
import { cancelNotice } from '../checks/notice.ts'
import { requestDigital } from '../checks/request.ts'
import { creditRef, type Kind, NO_CONSEQUENCES } from '../consequences.ts'
import type { Rule } from '../rule.ts'

/** The rules of a cancellation of an extra, swapped or credit day. */
export const cancelRules: readonly Rule<CancelCase>[] = [requestDigital, cancelledDayPlanned, cancelNotice]

/** Takes back the request; the credits that it spent come back with the expiry date they had. */
export const cancel: Kind<Cancel, CancelCase> = {
  open: cancelCase,
  rules: cancelRules,
  consequences({ standing: [request], world }) {
    if (!request) return NO_CONSEQUENCES
    const returns = world.credits.filter(({ id }) => request.spends?.includes(id)).map(creditRef)
    return { ...NO_CONSEQUENCES, returns, cancels: request.id }
  },
}
