import type { Extra } from '../ask.ts'
import { type TakingCase, takingCase } from '../cases/taking.ts'
import { contractInForce } from '../checks/contract.ts'
import { dayFree, dayOpen } from '../checks/day.ts'
import { groupConsented, groupHasPlace, groupStaffRatio } from '../checks/group.ts'
import { extraHorizon } from '../checks/horizon.ts'
import { extraNotice } from '../checks/notice.ts'
import { extraCap, extraOffered, requestDigital } from '../checks/request.ts'
import { decisionOf, type Kind, NO_CONSEQUENCES } from '../consequences.ts'
import type { Rule } from '../rule.ts'
import { totalMinutes } from '../terms/index.ts'

/** The rules of a paid extra day. */
export const extraRules: readonly Rule<TakingCase>[] = [
  requestDigital,
  extraOffered,
  contractInForce,
  dayOpen,
  dayFree,
  extraHorizon,
  extraNotice,
  extraCap,
  groupConsented,
  groupHasPlace,
  groupStaffRatio,
]

/** The guardian pays for all of the day. */
export const extra: Kind<Extra, TakingCase> = {
  open: takingCase,
  rules: extraRules,
  consequences: (asked) => ({
    ...NO_CONSEQUENCES,
    invoiced: totalMinutes(asked.circumstances.hours),
    ...decisionOf(asked),
  }),
}
