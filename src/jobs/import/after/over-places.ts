import {
  addDays,
  type Child,
  careOn,
  daysBetween,
  type IsoDate,
  type Policy,
  type World,
} from '../../../rules/index.ts'
import {
  type CrowdedGroup,
  listAlike,
  listCrowdedGroups,
  listGranted,
  listWithContractIn,
} from '../../../store/after-import/coming.ts'
import type { Period } from '../../../store/after-import/period.ts'
import type { ReadDb } from '../../../store/open.ts'
import { portionsOf } from './portions.ts'
import { peopled, readPlaces } from './world.ts'

/** A day on which more children are planned in a group than it has places (LK-9). */
export interface OverPlaces {
  readonly location: string
  readonly group: string
  readonly date: IsoDate
  readonly children: number
  readonly places: number
}

/** Groups whose children are looked at together. */
const PORTION = 25

/** Of these groups the days of the period on which they are over their places; where places are unknown none is. */
export async function findOverPlaces(
  read: ReadDb,
  groups: readonly number[],
  period: Period,
  policy: Policy,
): Promise<readonly OverPlaces[]> {
  const granted = await listGranted(read, period.from)
  const crowded = await listCrowdedGroups(read, groups, period, granted)
  if (crowded.length === 0) return []
  const places = await readPlaces(read)
  const dates = datesOf(period)
  const over: OverPlaces[] = []
  for (const portion of portionsOf(crowded, PORTION)) {
    const ids = portion.map(({ id }) => id)
    const { world, coming } = await readComing(read, { groups: ids, granted }, period, places)
    over.push(...overPlacesIn(portion, dates, countPresent(coming, dates, world, policy)))
  }
  return over
}

/** A child, and how many come as it does, itself included. */
interface Coming {
  readonly child: Child
  readonly children: number
}

/** Children for whom something was granted one by one, all others with those who are alike: there are few ways to come. */
async function readComing(
  read: ReadDb,
  { groups, granted }: { readonly groups: readonly number[]; readonly granted: readonly number[] },
  period: Period,
  places: World,
): Promise<{ readonly world: World; readonly coming: readonly Coming[] }> {
  const world = await peopled(read, places, await listWithContractIn(read, groups, granted), period.from)
  const oneByOne = [...world.children.values()].map((child) => ({ child, children: 1 }))
  const alike = (await listAlike(read, groups, period, granted)).map(({ contracts, children }, number) => ({
    child: { id: `alike ${number}`, born: period.from, contracts },
    children,
  }))
  return { world, coming: [...oneByOne, ...alike] }
}

type Counts = ReadonlyMap<string, number>

/** How many children come to each group on each day, by contract and by requests that were granted. */
function countPresent(
  coming: readonly Coming[],
  dates: readonly IsoDate[],
  world: World,
  policy: Policy,
): Counts {
  const counts = new Map<string, number>()
  for (const { child, children } of coming) {
    for (const date of dates) {
      for (const group of new Set(careOn(child, date, world, policy).map((care) => care.group))) {
        const key = keyOf(group, date)
        counts.set(key, (counts.get(key) ?? 0) + children)
      }
    }
  }
  return counts
}

function overPlacesIn(
  groups: readonly CrowdedGroup[],
  dates: readonly IsoDate[],
  counts: Counts,
): readonly OverPlaces[] {
  return groups.flatMap(({ id, location, name, places }) =>
    dates
      .map((date) => ({ location, group: name, date, children: counts.get(keyOf(id, date)) ?? 0, places }))
      .filter(({ children }) => children > places),
  )
}

function keyOf(group: string | number, date: IsoDate): string {
  return `${group} ${date}`
}

function datesOf({ from, until }: Period): readonly IsoDate[] {
  return Array.from({ length: daysBetween(from, until) + 1 }, (_, ahead) => addDays(from, ahead))
}
