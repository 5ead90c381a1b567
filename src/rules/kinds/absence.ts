import type { Absence } from '../ask.ts'
import { withinCaps } from '../caps.ts'
import { type AbsenceCase, absenceCase, type EarningCase } from '../cases/absence.ts'
import { absentDayPlanned } from '../checks/day.ts'
import {
  creditCap,
  creditContractDay,
  creditNotClosedDay,
  creditOffered,
  creditReportedInTime,
  creditWholeDay,
} from '../checks/earning.ts'
import { absenceHorizon } from '../checks/horizon.ts'
import { requestDigital } from '../checks/request.ts'
import { type Kind, NO_CONSEQUENCES } from '../consequences.ts'
import { creditFor } from '../earning.ts'
import { type Rule, reasonsFor } from '../rule.ts'
import type { EarnedCredit, Reason } from '../verdict.ts'

/** The rules of an absence (afmelding). */
export const absenceRules: readonly Rule<AbsenceCase>[] = [requestDigital, absenceHorizon, absentDayPlanned]

/** The rules on whether it earns, of the care of each type apart. */
export const earningRules: readonly Rule<EarningCase>[] = [
  creditOffered,
  creditNotClosedDay,
  creditContractDay,
  creditWholeDay,
  creditReportedInTime,
  creditCap,
]

/** An absence is accepted also when it earns nothing. */
export const absence: Kind<Absence, AbsenceCase> = {
  open: absenceCase,
  rules: absenceRules,
  furtherReasons: ({ parts }) => parts().flatMap((part) => reasonsOfPart(part, parts().length > 1)),
  consequences(asked, reasons) {
    const earns: EarnedCredit[] = []
    for (const part of asked.parts()) {
      if (!reasons.every((reason) => isNotOf(part, reason) || reason.held === true)) continue
      earns.push(...earnedBy(part, earns))
    }
    return { ...NO_CONSEQUENCES, earns }
  },
}

function reasonsOfPart(part: EarningCase, amongOthers: boolean): readonly Reason[] {
  const reasons = reasonsFor(earningRules, part)
  return amongOthers ? reasons.map((reason) => ({ ...reason, of: part.part.careType })) : reasons
}

/** True for a reason that says nothing of what the part earns. */
function isNotOf({ part }: EarningCase, { about, of }: Reason): boolean {
  return about !== 'credit' || (of !== undefined && of !== part.careType)
}

/** What the part earns besides what others of the same report do: no more than the caps leave room for. */
function earnedBy(asked: EarningCase, alsoEarned: readonly EarnedCredit[]): readonly EarnedCredit[] {
  const { credit, part, circumstances, asking } = asked
  const { careType, date } = part
  const earned = creditFor(
    { careType, absentOn: date, reportedOn: asking.at.today, circumstances },
    credit,
    asked,
  )
  const capped = earned && withinCaps(earned, credit, asked, alsoEarned)
  return capped ? [capped] : []
}
