import {
  AFTER_SCHOOL_RATIOS,
  ageOn,
  type Child,
  DAY_CARE_RATIOS,
  type Group,
  groupOf,
  type IsoDate,
  requiredStaff,
  type TakenDay,
} from '../../../src/rules/index.ts'
import type { IndexedWorld } from './indexed-world.ts'

/** A group on a day with the child who asks. */
interface GroupFacts {
  readonly present: number
  /** Infinite where place is not the problem, or not known. */
  readonly places: number
  readonly requiredStaff: number
  /** Infinite where it is not known. */
  readonly staff: number
  /** How many of these facts are missing. */
  readonly missing: number
}

const NO_GROUP: GroupFacts = {
  present: 0,
  places: Number.POSITIVE_INFINITY,
  requiredStaff: 0,
  staff: Number.POSITIVE_INFINITY,
  missing: 0,
}

export function groupFacts({ group: id, date }: TakenDay, child: Child, index: IndexedWorld): GroupFacts {
  if (!id) return NO_GROUP
  const group = groupOf(index.world, id)
  const { places = Number.POSITIVE_INFINITY } = group
  const unknown = places === 'unknown'
  const present = othersIn(group, date, child, index).length + occupiedOn(group, date) + 1
  const staffed = staffFacts(group, date, child, index, present)
  return {
    ...staffed,
    present,
    places: unknown ? Number.POSITIVE_INFINITY : places,
    missing: staffed.missing + Number(unknown),
  }
}

function staffFacts(group: Group, date: IsoDate, child: Child, index: IndexedWorld, present: number) {
  const together = index.countedTogether.get(group.id) ?? []
  const staff = together.map((one) => one.staff?.[date])
  if (staff.includes(undefined)) return { staff: NO_GROUP.staff, requiredStaff: 0, missing: 0 }
  const known = sum(staff.map((one) => one ?? 0))
  if (!together.every((one) => occupiedOn(one, date) === sum(one.ages?.[date] ?? []))) {
    return { staff: known, requiredStaff: 0, missing: 1 }
  }
  const others = new Set(together.flatMap((one) => othersIn(one, date, child, index)))
  const ages = countAges(
    [...others, child],
    together.map((one) => one.ages?.[date] ?? []),
    date,
  )
  const [table] = (group.careType === 'KDV' ? DAY_CARE_RATIOS : AFTER_SCHOOL_RATIOS).slice(-1)
  const required = table && present <= table.groupMost && requiredStaff(group.careType, date, ages)
  return { staff: known, requiredStaff: required || Number.POSITIVE_INFINITY, missing: 0 }
}

function othersIn(group: Group, date: IsoDate, child: Child, index: IndexedWorld): readonly Child[] {
  return index.attendance(group.id, date).filter(({ id }) => id !== child.id)
}

function occupiedOn({ occupied, ages }: Group, date: IsoDate): number {
  return occupied?.[date] ?? sum(ages?.[date] ?? [])
}

/** Children who are known one by one, and those who are only counted. */
function countAges(children: readonly Child[], counted: readonly (readonly number[])[], date: IsoDate) {
  const ages = Array<number>(13).fill(0)
  const add = (age: number, count: number) => {
    ages[age] = (ages[age] ?? 0) + count
  }
  for (const { born } of children) add(ageOn(born, date), 1)
  for (const counts of counted)
    counts.forEach((count, age) => {
      add(age, count)
    })
  return ages
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
