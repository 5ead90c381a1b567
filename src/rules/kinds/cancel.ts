import type { Cancel } from '../ask.ts'
import { withinCaps } from '../caps.ts'
import { type CancelCase, cancelCase } from '../cases/cancel.ts'
import { cancelledDayPlanned } from '../checks/day.ts'
import { cancelCharge, cancelNotice } from '../checks/notice.ts'
import { requestDigital } from '../checks/request.ts'
import { type Kind, NO_CONSEQUENCES } from '../consequences.ts'
import { creditFor } from '../earning.ts'
import { creditsOf } from '../lookup.ts'
import type { Rule } from '../rule.ts'
import { choose, totalMinutes } from '../terms/index.ts'
import type { Consequences, CreditUse, EarnedCredit } from '../verdict.ts'

/** The rules of a cancellation of an extra, swapped or credit day. */
export const cancelRules: readonly Rule<CancelCase>[] = [
  requestDigital,
  cancelledDayPlanned,
  cancelNotice,
  cancelCharge,
]

/** Takes back the request; the credit that it spent comes back with the expiry date it had. */
export const cancel: Kind<Cancel, CancelCase> = {
  open: cancelCase,
  rules: cancelRules,
  consequences(asked, reasons) {
    const [request] = asked.standing
    if (!request) return NO_CONSEQUENCES
    const charged = reasons.some(({ about, held }) => about === 'charge' && held !== true)
    return {
      ...NO_CONSEQUENCES,
      ...(charged ? charge(asked) : { returns: returned(asked, request.spends ?? []) }),
      cancels: request.id,
    }
  },
}

/** Too late: the day is paid for and, where the policy says so, becomes credit. Credit that it was paid with stays spent, and earns none anew. */
function charge(asked: CancelCase): Partial<Consequences> {
  const { circumstances, policy, cancelled } = asked
  const minutes = totalMinutes(circumstances.hours)
  const credited = choose(policy.cancel.late, circumstances) === 'charged-and-credited'
  return {
    invoiced: cancelled?.ask.kind === 'extra' ? minutes : 0,
    earns: credited ? earnedByCharge(asked) : [],
  }
}

function earnedByCharge(asked: CancelCase): readonly EarnedCredit[] {
  const { circumstances, policy, asking, cancelled } = asked
  const { careType, date } = circumstances
  const { credit } = policy
  if (!careType || !credit || cancelled?.ask.kind === 'credit-day') return []
  if (choose(credit.earned, circumstances) === false) return []
  const care = { careType, absentOn: date, reportedOn: asking.at.today, circumstances }
  const earned = creditFor(care, credit, asked)
  const capped = earned && withinCaps(earned, credit, asked)
  return capped ? [capped] : []
}

function returned(
  { world, child }: CancelCase,
  spends: readonly Pick<CreditUse, 'credit' | 'amount'>[],
): readonly CreditUse[] {
  return spends.flatMap(({ credit: id, amount }) => {
    const credit = creditsOf(world, child.id).find((one) => one.id === id)
    return credit ? [{ credit: id, absentOn: credit.absentOn, amount }] : []
  })
}
