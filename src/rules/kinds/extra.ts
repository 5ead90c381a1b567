import type { Extra } from '../ask.ts'
import { extraCase, type TakingCase } from '../cases.ts'
import { contractInForce } from '../checks/contract.ts'
import { dayFree, dayOpen } from '../checks/day.ts'
import { groupHasPlace, groupStaffRatio } from '../checks/group.ts'
import { extraHorizon } from '../checks/horizon.ts'
import { extraNotice } from '../checks/notice.ts'
import { requestDigital } from '../checks/request.ts'
import { type Kind, NO_CONSEQUENCES } from '../consequences.ts'
import type { Rule } from '../rule.ts'

/** The rules of a paid extra day. */
export const extraRules: readonly Rule<TakingCase>[] = [
  requestDigital,
  contractInForce,
  extraHorizon,
  extraNotice,
  dayOpen,
  dayFree,
  groupHasPlace,
  groupStaffRatio,
]

export const extra: Kind<Extra, TakingCase> = {
  open: extraCase,
  rules: extraRules,
  consequences: () => NO_CONSEQUENCES,
}
