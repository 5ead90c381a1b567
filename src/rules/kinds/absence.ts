import type { Absence } from '../ask.ts'
import { type AbsenceCase, absenceCase } from '../cases.ts'
import { absentDayPlanned } from '../checks/day.ts'
import {
  creditContractDay,
  creditNotClosedDay,
  creditReportedInTime,
  creditWholeDay,
} from '../checks/earning.ts'
import { requestDigital } from '../checks/request.ts'
import { type Kind, NO_CONSEQUENCES } from '../consequences.ts'
import { earnedCredits } from '../earning.ts'
import type { Rule } from '../rule.ts'

/** The rules of an absence (afmelding). */
export const absenceRules: readonly Rule<AbsenceCase>[] = [
  requestDigital,
  absentDayPlanned,
  creditNotClosedDay,
  creditContractDay,
  creditWholeDay,
  creditReportedInTime,
]

/** An absence is accepted also when it earns nothing. */
export const absence: Kind<Absence, AbsenceCase> = {
  open: absenceCase,
  rules: absenceRules,
  consequences(asked, reasons) {
    const earns = reasons.every((reason) => reason.about === 'request' || reason.held === true)
    return earns ? { ...NO_CONSEQUENCES, earns: earnedCredits(asked) } : NO_CONSEQUENCES
  },
}
