import type { CreditDay } from '../ask.ts'
import { type CreditDayCase, creditDayCase } from '../cases/credit-day.ts'
import { contractInForce } from '../checks/contract.ts'
import {
  creditAskedInTime,
  creditAvailable,
  creditCoversDay,
  creditSameCareType,
  creditSameProduct,
  creditValidOnDay,
  paidWith,
} from '../checks/credit.ts'
import { dayFree, dayOpen } from '../checks/day.ts'
import { groupConsented, groupHasPlace, groupStaffRatio } from '../checks/group.ts'
import { creditDayHorizon } from '../checks/horizon.ts'
import { creditDayNotice } from '../checks/notice.ts'
import { creditDayCap, creditDayOffered, requestDigital } from '../checks/request.ts'
import { decisionOf, type Kind, NO_CONSEQUENCES } from '../consequences.ts'
import type { Rule } from '../rule.ts'

/** The rules of a day paid with credit (LK-3): those of an extra day, and those of credits. */
export const creditDayRules: readonly Rule<CreditDayCase>[] = [
  requestDigital,
  creditDayOffered,
  contractInForce,
  dayOpen,
  dayFree,
  creditDayHorizon,
  creditDayNotice,
  creditDayCap,
  creditAvailable,
  creditSameCareType,
  creditSameProduct,
  creditValidOnDay,
  creditAskedInTime,
  creditCoversDay,
  groupConsented,
  groupHasPlace,
  groupStaffRatio,
]

/** Spends the credit that pays for the day. */
export const creditDay: Kind<CreditDay, CreditDayCase> = {
  open: creditDayCase,
  rules: creditDayRules,
  consequences(asked) {
    const paid = paidWith(asked)
    if (!paid) return { ...NO_CONSEQUENCES, ...decisionOf(asked) }
    const { spends, lost, invoiced } = paid
    const spent = new Set(spends.map(({ credit }) => credit))
    const grants = asked.granted().filter(({ id }) => spent.has(id))
    return { ...NO_CONSEQUENCES, grants, spends, lost, invoiced, ...decisionOf(asked) }
  },
}
