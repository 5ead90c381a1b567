import type { Absence } from '../ask.ts'
import { careBeforeClosures, type PlannedCare, withinHours } from '../care.ts'
import { distinctCareTypes } from '../care-type.ts'
import { circumstancesOf } from '../circumstances.ts'
import type { DayCare } from '../day-care.ts'
import { type Earning, earningOf, inEarningHours, ofContract, ofType, spansOf } from '../earning.ts'
import { lazy } from '../lazy.ts'
import type { CreditPolicy } from '../policy.ts'
import type { Case, OpenedCase } from '../rule.ts'
import type { Circumstances } from '../terms/index.ts'
import type { CareType } from '../world.ts'

/** An absence: the care that it takes away. */
export interface AbsenceCase extends OpenedCase {
  readonly absent: DayCare
  /** The care of each type apart, for each earns on its own; none where the policy knows no credit. */
  readonly parts: () => readonly EarningCase[]
}

/** The care of one type that an absence takes away. */
export interface AbsentPart extends DayCare {
  readonly careType: CareType
  /** The contract's care of that type that is planned on the whole day, reported or not. */
  readonly allPlanned: readonly PlannedCare[]
}

/** What decides whether one part of an absence earns. */
export interface EarningCase extends OpenedCase {
  readonly part: AbsentPart
  readonly credit: CreditPolicy
  /** The hours that would earn or, when none would, those that are reported. */
  readonly circumstances: Circumstances
  readonly earning: Earning
}

/** Opens an absence. Care in closed hours counts as planned where such hours earn: reporting them is then the way to earn. */
export function absenceCase(asked: Case, ask: Absence): AbsenceCase {
  const { child, world, policy } = asked
  const { date, careType, time } = ask
  const wholeDay = careBeforeClosures(child, date, world, careType)
  const allPlanned = inEarningHours(wholeDay, date, world, policy)
  const beforeClosures = withinHours(wholeDay, time)
  const absent = { date, beforeClosures, planned: withinHours(allPlanned, time) }
  const careTypes = distinctCareTypes(beforeClosures.map((care) => care.careType))
  const circumstances = circumstancesOf(asked, {
    date,
    careType: careTypes.length === 1 ? careTypes[0] : careType,
    group: beforeClosures[0]?.group,
    hours: spansOf(beforeClosures),
  })
  const { credit } = policy
  const parts = lazy(() =>
    credit ? careTypes.map((type) => earningCase(asked, partOf(absent, allPlanned, type), credit)) : [],
  )
  return { ...asked, absent, circumstances, parts }
}

function partOf(
  { date, beforeClosures, planned }: DayCare,
  allPlanned: readonly PlannedCare[],
  careType: CareType,
): AbsentPart {
  return {
    careType,
    date,
    beforeClosures: ofType(beforeClosures, careType),
    planned: ofType(planned, careType),
    allPlanned: ofContract(ofType(allPlanned, careType)),
  }
}

function earningCase(asked: Case, part: AbsentPart, credit: CreditPolicy): EarningCase {
  const earning = earningOf(part, credit, asked)
  const reported = spansOf(part.planned.length > 0 ? part.planned : part.beforeClosures)
  const { careType, date } = part
  const circumstances = circumstancesOf(asked, {
    date,
    careType,
    group: part.beforeClosures[0]?.group,
    hours: earning.hours.length > 0 ? earning.hours : reported,
  })
  return { ...asked, part, credit, circumstances, earning }
}

/** The first minute of the hours; undefined without any. */
export function firstMinute({ hours }: Circumstances): `${number}:${number}` | undefined {
  return hours.map(({ from }) => from).toSorted()[0]
}
