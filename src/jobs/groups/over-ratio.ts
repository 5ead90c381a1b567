import {
  addDays,
  daysBetween,
  type GroupId,
  type IsoDate,
  type Policy,
  type Understaffed,
  understaffedOn,
  type World,
} from '../../rules/index.ts'
import { listChildrenIn } from '../../store/after-import/coming.ts'
import type { Period } from '../../store/after-import/period.ts'
import { listStaffedGroups } from '../../store/group-checks.ts'
import type { ReadDb } from '../../store/open.ts'
import { peopled, readPlaces } from '../import/after/world.ts'

/** Groups counted together that have too little staff planned on a day (LK-9), by id. */
export interface OverRatio extends Understaffed {
  readonly date: IsoDate
}

/** Days of the period on which planned staff is less than the law requires; where it is not planned, none is. */
export async function findOverRatio(
  read: ReadDb,
  period: Period,
  policy: Policy,
): Promise<readonly OverRatio[]> {
  const staffed = await listStaffedGroups(read, period)
  if (staffed.length === 0) return []
  const places = await readPlaces(read)
  const over: OverRatio[] = []
  for (const [location, groups] of Map.groupBy(
    staffed.map(String),
    (id) => places.groups.get(id)?.location,
  )) {
    const there = [...places.groups.values()].filter((group) => group.location === location)
    const children = await listChildrenIn(
      read,
      there.map(({ id }) => Number(id)),
      period,
    )
    over.push(...overRatioIn(groups, period, await peopled(read, places, children, period.from), policy))
  }
  return over
}

/** Groups that are counted together are told once. */
function overRatioIn(
  groups: readonly GroupId[],
  { from, until }: Period,
  world: World,
  policy: Policy,
): readonly OverRatio[] {
  const over = new Map<string, OverRatio>()
  for (let date = from; daysBetween(date, until) >= 0; date = addDays(date, 1)) {
    for (const group of groups) {
      const found = understaffedOn(group, date, world, policy)
      if (found) over.set(`${date} ${found.groups.join(' ')}`, { date, ...found })
    }
  }
  return [...over.values()]
}
