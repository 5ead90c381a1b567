import type { AbsenceCase } from '../cases.ts'
import { careLabels, closureFacts } from '../day-care.ts'
import { checkDeadline } from '../deadline.ts'
import {
  careForCredit,
  careTypesOf,
  earnedBefore,
  isWhole,
  minutesIn,
  minutesLeft,
  ofContract,
  ofType,
  startForCredit,
  unearnedCare,
} from '../earning.ts'
import { creditRule } from '../rule.ts'
import { sum } from '../staff-ratio.ts'

/** LK-8: an absence that is reported in time earns. */
export const creditReportedInTime = creditRule('credit.reported-in-time', (asked: AbsenceCase) => {
  const { absent, asking, policy } = asked
  if (hasNoCare(asked)) return 'not-applicable'
  return checkDeadline(policy.credit.reported, asking.at, absent.date, startForCredit(asked))
})

/** Always: only care of the contract earns, and once; a swapped, extra or credit day does not. */
export const creditContractDay = creditRule('credit.contract-day', (asked: AbsenceCase) => {
  const { date, beforeClosures } = asked.absent
  if (hasNoCare(asked)) return 'not-applicable'
  const reported = ofContract(beforeClosures)
  const earned = earnedBefore(asked).filter((careType) => ofType(reported, careType).length > 0)
  const held = unearnedCare(beforeClosures, asked).length > 0
  return { held, facts: { date, contractCare: careLabels(reported), earnedBefore: earned } }
})

/**
 * LK-8, where the policy says so: care of the contract earns when the child stays away from all of it that day,
 * in one report or several. Each care type is a day of its own.
 */
export const creditWholeDay = creditRule('credit.whole-day', (asked: AbsenceCase) => {
  const { absent, policy } = asked
  const care = careForCredit(asked)
  if (!policy.credit.wholeDaysOnly || care.length === 0) return 'not-applicable'
  const reported = careTypesOf(care)
  const whole = reported.filter((careType) => isWhole(careType, asked))
  const held = whole.length > 0
  const careTypes = held ? whole : reported
  const plannedMinutes = sum(careTypes.map((careType) => minutesIn(ofType(care, careType))))
  const reportedMinutes = plannedMinutes - sum(careTypes.map((careType) => minutesLeft(careType, asked)))
  return { held, facts: { date: absent.date, careTypes, reportedMinutes, plannedMinutes } }
})

/** LK-10: a day on which the location is closed earns nothing. */
export const creditNotClosedDay = creditRule('credit.not-closed-day', (asked: AbsenceCase) => {
  if (hasNoCare(asked)) return 'not-applicable'
  return { held: asked.absent.planned.length > 0, facts: closureFacts(asked.absent, asked) }
})

function hasNoCare({ absent }: AbsenceCase): boolean {
  return absent.beforeClosures.length === 0
}
