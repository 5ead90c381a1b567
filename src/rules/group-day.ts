import { careOn } from './care.ts'
import { sameCareType } from './care-type.ts'
import { childrenOf } from './lookup.ts'
import type { Case } from './rule.ts'
import { type AgeCounts, afterSchoolRatioOn, isDayCare, sum } from './staff-ratio.ts'
import { ageOn, type IsoDate } from './time.ts'
import type { Child, Group, World } from './world.ts'

/** Children planned in a group on a day besides the case's own: those of the world, and those only counted. */
export interface GroupDay {
  readonly group: Group
  readonly others: readonly Child[]
  readonly occupied: number
  /** Ages of the children who are only counted; undefined when they are not all known. */
  readonly occupiedAges: AgeCounts | undefined
}

/** Looks up who is in a group on a day. */
export function groupDay(group: Group, date: IsoDate, asked: Case): GroupDay {
  const { child, world, policy } = asked
  const others = childrenOf(world, group.id).filter(
    (other) =>
      other.id !== child.id && careOn(other, date, world, policy).some((care) => care.group === group.id),
  )
  const ages = group.ages?.[date]
  const occupied = group.occupied?.[date] ?? sum(ages ?? [])
  const occupiedAges = sum(ages ?? []) === occupied ? (ages ?? []) : undefined
  return { group, others, occupied, occupiedAges }
}

/** Children in the group with the one who asks. */
export function presentWith({ others, occupied }: GroupDay): number {
  return others.length + occupied + 1
}

/** The groups that the staff of this group is counted with: in after-school care, since 2024, all of the centre. */
export function groupsCountedTogether(group: Group, date: IsoDate, world: World): readonly Group[] {
  if (isDayCare(group.careType) || afterSchoolRatioOn(date).per === 'group') return [group]
  return [...world.groups.values()].filter(
    (other) => other.location === group.location && sameCareType(other.careType, group.careType),
  )
}

/** How many of the children are of which age on that day. */
export function agesOn(children: readonly Child[], date: IsoDate): AgeCounts {
  const ages = children.map((child) => ageOn(child.born, date))
  return Array.from(
    { length: Math.max(...ages, 0) + 1 },
    (_, age) => ages.filter((one) => one === age).length,
  )
}

/** The counts added up, age by age. */
export function addedUp(counts: readonly AgeCounts[]): AgeCounts {
  const length = Math.max(...counts.map((ages) => ages.length), 0)
  return Array.from({ length }, (_, age) => sum(counts.map((ages) => ages[age] ?? 0)))
}
