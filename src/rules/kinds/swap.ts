import type { Swap } from '../ask.ts'
import { type SwapCase, swapCase } from '../cases/swap.ts'
import { contractInForce } from '../checks/contract.ts'
import { dayFree, dayOpen, givenDayNotClosed, givenDayPlanned } from '../checks/day.ts'
import { groupConsented, groupHasPlace, groupStaffRatio } from '../checks/group.ts'
import { swapFuture, swapHorizon } from '../checks/horizon.ts'
import { swapGivenNotice, swapTakenNotice } from '../checks/notice.ts'
import { requestDigital, swapCap, swapOffered } from '../checks/request.ts'
import { swapSameCareType, swapSameProduct, swapSameSize, swapWindow } from '../checks/swap.ts'
import { decisionOf, type Kind, NO_CONSEQUENCES } from '../consequences.ts'
import type { Rule } from '../rule.ts'

/** The rules of a swap (ruildag). */
export const swapRules: readonly Rule<SwapCase>[] = [
  requestDigital,
  swapOffered,
  contractInForce,
  dayOpen,
  dayFree,
  swapFuture,
  swapHorizon,
  swapGivenNotice,
  swapTakenNotice,
  swapWindow,
  swapSameCareType,
  swapSameProduct,
  swapSameSize,
  swapCap,
  givenDayPlanned,
  givenDayNotClosed,
  groupConsented,
  groupHasPlace,
  groupStaffRatio,
]

export const swap: Kind<Swap, SwapCase> = {
  open: swapCase,
  rules: swapRules,
  consequences: (asked) => ({ ...NO_CONSEQUENCES, ...decisionOf(asked) }),
}
