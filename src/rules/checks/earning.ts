import { roomForCredit } from '../caps.ts'
import { type EarningCase, firstMinute } from '../cases/absence.ts'
import { calendarOf } from '../circumstances.ts'
import { careLabels, closureFacts } from '../day-care.ts'
import { hasEarned, ofContract } from '../earning.ts'
import { creditRule } from '../rule.ts'
import { checkDeadline, choose } from '../terms/index.ts'

/** Where the house rules let not every absence earn: not of flexible contracts, not once earning was stopped, not entered by staff. */
export const creditOffered = creditRule('credit.offered', ({ credit, circumstances, part }: EarningCase) => {
  const earned = choose(credit.earned, circumstances)
  const { date, careType } = part
  return earned === undefined ? 'not-applicable' : { held: earned, facts: { date, careType } }
})

/** LK-8: an absence that is reported in time earns. */
export const creditReportedInTime = creditRule('credit.reported-in-time', (asked: EarningCase) => {
  const { credit, circumstances, asking } = asked
  const deadline = choose(credit.reported, circumstances)
  if (!deadline) return 'not-applicable'
  const { date } = circumstances
  const calendar = calendarOf(circumstances, asked)
  return checkDeadline(deadline, asking.at.wall, { date, start: firstMinute(circumstances), calendar })
})

/** Always: only care of the contract earns, and once; a swapped, extra or credit day does not. */
export const creditContractDay = creditRule('credit.contract-day', (asked: EarningCase) => {
  const { part, credit } = asked
  const contractCare = ofContract(part.beforeClosures)
  const earnedBefore = hasEarned(part, credit, asked)
  const held = contractCare.length > 0 && !earnedBefore
  return { held, facts: { date: part.date, contractCare: careLabels(contractCare), earnedBefore } }
})

/** LK-8, where the policy says so: the child stays away from all care of a day, or of a day-part, in one report or several. */
export const creditWholeDay = creditRule('credit.whole-day', (asked: EarningCase) => {
  const { part, credit, earning } = asked
  if (credit.least === 'hours' || earning.plannedMinutes === 0) return 'not-applicable'
  const { date, careType } = part
  const { plannedMinutes, reportedMinutes, hours } = earning
  const facts = { date, careType, least: credit.least, reportedMinutes, plannedMinutes }
  return { held: hours.length > 0, facts }
})

/** LK-10: a day on which the location is closed earns nothing, unless the policy lets it. */
export const creditNotClosedDay = creditRule('credit.not-closed-day', (asked: EarningCase) => ({
  held: asked.part.planned.length > 0,
  facts: closureFacts(asked.part, asked),
}))

/** Where the house rules cap what is earned in a year, or held at one time. */
export const creditCap = creditRule('credit.cap', (asked: EarningCase) => {
  const { credit } = asked
  const rooms = credit.caps.flatMap((cap) => {
    const room = roomForCredit(cap, credit, asked)
    return room ? [{ ...room, per: cap.per }] : []
  })
  const room = rooms.find(({ most, used }) => used >= most) ?? rooms[0]
  if (!room) return 'not-applicable'
  const { most, used, per } = room
  return { held: used < most, facts: { unit: credit.unit.name, most, before: used, per } }
})
