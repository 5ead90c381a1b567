import type { CreditDay } from '../ask.ts'
import { type CreditDayCase, creditDayCase } from '../cases.ts'
import { contractInForce } from '../checks/contract.ts'
import { creditAvailable, creditSameCareType, creditValidOnDay, usableCredits } from '../checks/credit.ts'
import { dayFree, dayOpen } from '../checks/day.ts'
import { groupHasPlace, groupStaffRatio } from '../checks/group.ts'
import { creditDayHorizon } from '../checks/horizon.ts'
import { creditDayNotice } from '../checks/notice.ts'
import { requestDigital } from '../checks/request.ts'
import { creditRef, type Kind, NO_CONSEQUENCES } from '../consequences.ts'
import type { Rule } from '../rule.ts'

/** The rules of a day paid with credit (LK-3): those of an extra day, and those of credits. */
export const creditDayRules: readonly Rule<CreditDayCase>[] = [
  requestDigital,
  contractInForce,
  creditDayHorizon,
  creditDayNotice,
  creditAvailable,
  creditSameCareType,
  creditValidOnDay,
  dayOpen,
  dayFree,
  groupHasPlace,
  groupStaffRatio,
]

/** Spends the oldest credit that can pay for the day. */
export const creditDay: Kind<CreditDay, CreditDayCase> = {
  open: creditDayCase,
  rules: creditDayRules,
  consequences: (asked) => ({
    ...NO_CONSEQUENCES,
    spends: usableCredits(asked).slice(0, 1).map(creditRef),
  }),
}
