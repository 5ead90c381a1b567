import { groupDayAsItIs, groupsCountedTogether } from './group-day.ts'
import { groupOf } from './lookup.ts'
import type { Policy } from './policy.ts'
import { groupMost } from './staff-ratio.ts'
import type { IsoDate } from './time.ts'
import type { GroupId, World } from './world.ts'

/** Groups whose staff is counted together, with less of it planned on a day than the law requires (LK-9). */
export interface Understaffed {
  readonly groups: readonly GroupId[]
  readonly children: number
  readonly staff: number
  /** 0: no number of staff will do, there are too many children for one group. */
  readonly required: number
}

/**
 * Whether the staff planned for a group on a day is less than the legal staff ratio requires for who comes by contract
 * and granted requests (LK-9). Undefined when it is enough, when nobody comes, and when the planned staff or the ages
 * are not known. After-school groups of a location are counted together, and give the same answer each.
 */
export function understaffedOn(
  group: GroupId,
  date: IsoDate,
  world: World,
  policy: Policy,
): Understaffed | undefined {
  const own = groupOf(world, group)
  const together = groupsCountedTogether(own, date, world)
  const { children, staff, required } = groupDayAsItIs(together, date, world, policy)
  if (children === 0 || staff === undefined || required === undefined) return undefined
  const isTooLarge = together.some(
    (one) => groupDayAsItIs([one], date, world, policy).children > groupMost(one.careType, date),
  )
  if (!isTooLarge && required > 0 && required <= staff) return undefined
  return { groups: together.map(({ id }) => id), children, staff, required: isTooLarge ? 0 : required }
}
