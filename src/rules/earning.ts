import { contractCare, type PlannedCare, withinHours, withinOpening } from './care.ts'
import { sameCareType } from './care-type.ts'
import type { AbsentPart } from './cases/absence.ts'
import { calendarOf } from './circumstances.ts'
import { creditsOnDay, requestsOnDay } from './lookup.ts'
import { whatClosesEverywhere } from './opening.ts'
import type { CreditPolicy, Policy } from './policy.ts'
import type { Case } from './rule.ts'
import { sum } from './staff-ratio.ts'
import {
  type Anchor,
  type Circumstances,
  choose,
  type Days,
  daysOf,
  totalMinutes,
  worthOf,
} from './terms/index.ts'
import type { IsoDate, TimeSpan } from './time.ts'
import type { EarnedCredit } from './verdict.ts'
import type { CareType, World } from './world.ts'

/** A part of a day that earns only when the child stays away from all of it; times compare as text, so `24:00` stands after all. */
const WHOLE_DAY: TimeSpan = { from: '00:00', until: '24:00' }

/** Care that may become credit. */
export interface EarningCare {
  readonly careType: CareType
  readonly absentOn: IsoDate
  readonly reportedOn: IsoDate
  /** The hours that earn. */
  readonly circumstances: Circumstances
}

/**
 * The credit that care is worth, with the days for which it can be used: worked out now, and kept as it is when the
 * policy changes later. Undefined when the policy has no points for such care.
 */
export function creditFor(care: EarningCare, credit: CreditPolicy, asked: Case): EarnedCredit | undefined {
  const { careType, absentOn, circumstances } = care
  const amount = worthOf(credit.unit, circumstances, asked.policy.dayPartsMeetAt)
  if (amount === undefined) return undefined
  const { from, until } = validDays(care, credit, asked)
  return {
    careType,
    absentOn,
    usableFrom: from ?? care.reportedOn,
    ...(until && { expiresOn: until }),
    unit: credit.unit.name,
    amount,
    minutes: totalMinutes(circumstances.hours),
  }
}

function validDays(
  { careType, absentOn, reportedOn, circumstances }: EarningCare,
  credit: CreditPolicy,
  asked: Case,
): Days {
  const window = choose(credit.valid, circumstances)
  if (!window) return {}
  const calendar = calendarOf(circumstances, asked)
  const anchor: Anchor = { absentOn, reportedOn, child: asked.child, careType, calendar }
  return daysOf(window, anchor)
}

/** The contract's care of that type on the day, as far as its hours can earn: of closed hours when the policy says so. */
function earningCareOn(
  careType: CareType,
  date: IsoDate,
  { child, world, policy }: Case,
): readonly PlannedCare[] {
  return inEarningHours(ofType(contractCare(child, date, world), careType), date, world, policy)
}

/** The care in hours that can earn: those in which its location is open, and closed ones where the policy lets them earn like any other. */
export function inEarningHours(
  care: readonly PlannedCare[],
  date: IsoDate,
  world: World,
  policy: Policy,
): readonly PlannedCare[] {
  return closedHoursEarn(date, policy) ? care : withinOpening(care, date, world, policy)
}

function closedHoursEarn(date: IsoDate, policy: Policy): boolean {
  const closed = whatClosesEverywhere(date, policy)?.closedBy
  if (closed === 'weekend') return false
  const setting = closed === 'public-holiday' ? policy.credit?.publicHolidays : policy.credit?.closures
  return setting === 'when-reported'
}

/** The parts of the day that earn only as a whole: none where any hours do. */
function wholeParts(credit: CreditPolicy, meetAt: TimeSpan['from']): readonly TimeSpan[] {
  if (credit.least === 'hours') return []
  if (credit.least === 'days') return [WHOLE_DAY]
  return [
    { from: WHOLE_DAY.from, until: meetAt },
    { from: meetAt, until: WHOLE_DAY.until },
  ]
}

/** What a report makes of a part of an absence. */
export interface Earning {
  /** The hours that earn: what is reported or, where only whole parts of a day earn, those parts that it completes. */
  readonly hours: readonly TimeSpan[]
  /** Minutes by contract in the parts that it touches, and how many of these are reported, in this report and earlier ones. */
  readonly plannedMinutes: number
  readonly reportedMinutes: number
}

/** Works out which hours of the contract's care earn. */
export function earningOf(part: AbsentPart, credit: CreditPolicy, asked: Case): Earning {
  const reported = ofContract(part.planned)
  if (credit.least === 'hours') {
    const minutes = minutesIn(reported)
    return { hours: spansOf(reported), plannedMinutes: minutes, reportedMinutes: minutes }
  }
  const still = part.allPlanned
  const day = isUntouched(part, asked) ? still : earningCareOn(part.careType, part.date, asked)
  const parts = wholeParts(credit, asked.policy.dayPartsMeetAt)
    .filter((whole) => withinHours(reported, whole).length > 0)
    .map((whole) => {
      const left = minutesIn(withinHours(still, whole)) - minutesIn(withinHours(reported, whole))
      return { care: withinHours(day, whole), left: Math.max(0, left) }
    })
  const plannedMinutes = sum(parts.map(({ care }) => minutesIn(care)))
  return {
    hours: parts.flatMap(({ care, left }) => (left === 0 ? spansOf(care) : [])),
    plannedMinutes,
    reportedMinutes: plannedMinutes - sum(parts.map(({ left }) => left)),
  }
}

/** True when nothing was asked of the day before, so that what is planned is what the contract brings. */
function isUntouched({ date }: AbsentPart, { child, world }: Case): boolean {
  return requestsOnDay(world, child.id, date).length === 0
}

/** True when the day has earned for that care, and more reports of it don't: a day is one, however it is reported. */
export function hasEarned(part: AbsentPart, { least, unit }: CreditPolicy, { child, world }: Case): boolean {
  if (least === 'day-parts' || (least === 'hours' && unit.name === 'minutes')) return false
  return creditsOnDay(world, child.id, part.date).some(({ careType }) =>
    sameCareType(careType, part.careType),
  )
}

/** The hours of the care. */
export function spansOf(care: readonly PlannedCare[]): readonly TimeSpan[] {
  return care.map(({ span }) => span)
}

/** The care of that type. */
export function ofType(care: readonly PlannedCare[], careType: CareType): readonly PlannedCare[] {
  return care.filter((one) => sameCareType(one.careType, careType))
}

/** The care that the contract brings, without what a request planned. */
export function ofContract(care: readonly PlannedCare[]): readonly PlannedCare[] {
  return care.filter(({ source }) => source === 'contract')
}

/** The length of the care together. */
function minutesIn(care: readonly PlannedCare[]): number {
  return totalMinutes(spansOf(care))
}
