import type { Swap } from '../ask.ts'
import { type SwapCase, swapCase } from '../cases.ts'
import { contractInForce, swapSameCareType } from '../checks/contract.ts'
import { dayFree, dayOpen, givenDayNotClosed, givenDayPlanned } from '../checks/day.ts'
import { groupHasPlace, groupStaffRatio } from '../checks/group.ts'
import { swapFuture, swapHorizon } from '../checks/horizon.ts'
import { requestDigital } from '../checks/request.ts'
import { type Kind, NO_CONSEQUENCES } from '../consequences.ts'
import type { Rule } from '../rule.ts'

/** The rules of a swap (ruildag). */
export const swapRules: readonly Rule<SwapCase>[] = [
  requestDigital,
  contractInForce,
  swapFuture,
  swapHorizon,
  swapSameCareType,
  givenDayPlanned,
  givenDayNotClosed,
  dayOpen,
  dayFree,
  groupHasPlace,
  groupStaffRatio,
]

export const swap: Kind<Swap, SwapCase> = {
  open: swapCase,
  rules: swapRules,
  consequences: () => NO_CONSEQUENCES,
}
