import {
  AFTER_SCHOOL_RATIOS,
  type AfterSchoolRatio,
  DAY_CARE_RATIOS,
  type DayCareRatio,
  type RatioRow,
} from './staff-ratio-table.ts'
import type { IsoDate } from './time.ts'
import type { CareType } from './world.ts'

/** How many children are aged 0, how many 1, and so on: the place in the list is the age in whole years. */
export type AgeCounts = readonly number[]

/** After-school care's own way of counting on a day. */
export function afterSchoolRatioOn(date: IsoDate): AfterSchoolRatio {
  return AFTER_SCHOOL_RATIOS.findLast(({ from }) => from <= date) ?? AFTER_SCHOOL_RATIOS[0]
}

/** Day care's table on a day. */
function dayCareRatioOn(date: IsoDate): DayCareRatio {
  return DAY_CARE_RATIOS.findLast(({ from }) => from <= date) ?? DAY_CARE_RATIOS[0]
}

/** Most children in one group on a day, of whatever ages. */
export function groupMost(careType: CareType, date: IsoDate): number {
  return (isDayCare(careType) ? dayCareRatioOn(date) : afterSchoolRatioOn(date)).groupMost
}

/** True for care that is counted as day care: KDV and playgroup. */
export function isDayCare(careType: CareType): boolean {
  return careType === 'KDV' || careType === 'peuter'
}

/**
 * Members of staff that the law requires on a day for children of these ages (LK-9, DOMAIN: Staff ratio);
 * 0 for no children, undefined when no number of staff will do. In day care a child of four counts as three;
 * in after-school care a child under four counts as four. Before the first table known, that one serves.
 */
export function requiredStaff(careType: CareType, date: IsoDate, ages: AgeCounts): number | undefined {
  if (isDayCare(careType)) return dayCareStaff(dayCareRatioOn(date), dayCareCounts(ages))
  return afterSchoolStaff(afterSchoolRatioOn(date), sum(ages.slice(0, 7)), sum(ages.slice(7)))
}

/** Children together. */
export function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}

type DayCareCounts = readonly [number, number, number, number]

function dayCareCounts(ages: AgeCounts): DayCareCounts {
  return [ages[0] ?? 0, ages[1] ?? 0, ages[2] ?? 0, sum(ages.slice(3))]
}

/** A group that needs more staff with a child less gets one more: it can lose that child any moment. */
function dayCareStaff(ratio: DayCareRatio, counts: DayCareCounts): number | undefined {
  const staff = staffForCounts(ratio, counts)
  if (staff === undefined) return undefined
  const needsMore = oneFewer(counts).some((fewer) => (staffForCounts(ratio, fewer) ?? 0) > staff)
  return needsMore ? staff + 1 : staff
}

function staffForCounts(ratio: DayCareRatio, counts: DayCareCounts): number | undefined {
  const children = sum(counts)
  if (children === 0) return 0
  const onlyUnderOne = counts[0] === children
  if (children > (onlyUnderOne ? ratio.groupMostUnderOne : ratio.groupMost)) return undefined
  const youngest = counts.findIndex((count) => count > 0)
  const oldest = counts.findLastIndex((count) => count > 0)
  const staff = staffByRow(ratio.rows[`${youngest}-${oldest + 1}`] ?? [], children, counts[0])
  return staff && counts[0] > 0 ? Math.max(staff, staffByAges(counts)) : staff
}

/** The place in the row of the first cell with a limit that fits, counted from one. */
function staffByRow(row: RatioRow, children: number, youngest: number): number | undefined {
  const fits = row.findIndex((cell) =>
    cell.some((most) => children <= most.children && youngest <= (most.ofYoungest ?? children)),
  )
  return fits < 0 ? undefined : fits + 1
}

/** Z = n0/3 + (n1/5 + n2/6 + n3/8) / 1.2, rounded up: in whole parts of 144, so that no rounding creeps in. */
function staffByAges([n0, n1, n2, n3]: DayCareCounts): number {
  return Math.ceil((48 * n0 + 24 * n1 + 20 * n2 + 15 * n3) / 144)
}

function oneFewer(counts: DayCareCounts): readonly DayCareCounts[] {
  return counts.flatMap((count, age) =>
    count > 0
      ? [counts.map((other, at) => (at === age ? other - 1 : other)) as unknown as DayCareCounts]
      : [],
  )
}

function afterSchoolStaff(ratio: AfterSchoolRatio, under7: number, from7: number): number | undefined {
  const children = under7 + from7
  if (children === 0) return 0
  if (ratio.per === 'centre') {
    return Math.ceil((ratio.thousandths.under7 * under7 + ratio.thousandths.from7 * from7) / 1000)
  }
  if (from7 === 0) return staffByRow(ratio.rows['4-7'], children, 0)
  if (under7 === 0) return staffByRow(ratio.rows['7+'], children, 0)
  return staffByRow(ratio.rows['4+'], children, under7)
}
