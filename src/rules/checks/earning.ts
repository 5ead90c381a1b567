import type { AbsenceCase } from '../cases.ts'
import { careLabels, closureFacts, startOfCare } from '../day-care.ts'
import { checkDeadline } from '../deadline.ts'
import { contractMinutes, earnedBefore, earningCare, minutesIn } from '../earning.ts'
import { creditRule } from '../rule.ts'

/** LK-8: an absence that is reported in time earns. */
export const creditReportedInTime = creditRule('credit.reported-in-time', (asked: AbsenceCase) => {
  const { absent, asking, policy } = asked
  if (hasNoCare(asked)) return 'not-applicable'
  return checkDeadline(policy.credit.reported, asking.at, absent.date, startOfCare(absent))
})

/** Always: only care of the contract earns, and once; a swapped, extra or credit day does not. */
export const creditContractDay = creditRule('credit.contract-day', (asked: AbsenceCase) => {
  const { date, beforeClosures } = asked.absent
  if (hasNoCare(asked)) return 'not-applicable'
  const contractCare = careLabels(beforeClosures.filter(({ source }) => source === 'contract'))
  const held = earningCare(beforeClosures, asked).length > 0
  return { held, facts: { date, contractCare, earnedBefore: earnedBefore(asked) } }
})

/** Where the policy says so: only an absence for the whole planned time earns. */
export const creditWholeDay = creditRule('credit.whole-day', (asked: AbsenceCase) => {
  const { absent, policy } = asked
  if (!policy.credit.wholeDaysOnly || absent.planned.length === 0) return 'not-applicable'
  const reportedMinutes = minutesIn(absent.planned.filter(({ source }) => source === 'contract'))
  const plannedMinutes = contractMinutes(asked)
  const facts = { date: absent.date, reportedMinutes, plannedMinutes }
  return { held: reportedMinutes >= plannedMinutes, facts }
})

/** LK-10: a day on which the location is closed earns nothing. */
export const creditNotClosedDay = creditRule('credit.not-closed-day', (asked: AbsenceCase) => {
  if (hasNoCare(asked)) return 'not-applicable'
  return { held: asked.absent.planned.length > 0, facts: closureFacts(asked.absent, asked) }
})

function hasNoCare({ absent }: AbsenceCase): boolean {
  return absent.beforeClosures.length === 0
}
