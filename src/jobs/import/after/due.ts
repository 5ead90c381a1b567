import { activationDueOn, addDays, firstCareDay, type IsoDate, type Policy } from '../../../rules/index.ts'
import type { Period } from '../../../store/after-import/period.ts'
import {
  listFamilies,
  listUpcomingCare,
  type UpcomingCare,
} from '../../../store/after-import/upcoming-care.ts'
import type { ReadDb } from '../../../store/open.ts'
import { portionsOf } from './portions.ts'
import { readPlaces } from './world.ts'

/** The guardians who become due for an invitation to the portal (LK-11), by id. */
export interface Due {
  /** How many are due today. */
  readonly now: number
  /** How many more become due within the days that are looked ahead. */
  readonly later: number
  /** By the location where care starts first, in the order of their names. */
  readonly locations: readonly DueAtLocation[]
}

export interface DueAtLocation {
  readonly location: string
  readonly now: readonly number[]
  /** In the order of the days. */
  readonly later: readonly { readonly date: IsoDate; readonly guardians: readonly number[] }[]
}

interface DueGuardian {
  readonly guardian: number
  readonly date: IsoDate
  readonly location: string
  /** A child of the import is among the children, not only a brother or sister of one. */
  readonly isTouched: boolean
}

/** Children whose contracts are read at once: a range of their ids, so that no part costs more than its share. */
const PORTION = 2_000

/** Which of the children's guardians are due, or become so in the period, by the first care day of any of their children. */
export async function findDue(
  read: ReadDb,
  childIds: readonly number[],
  { from: today, until }: Period,
  policy: Policy,
): Promise<Due> {
  const places = await readPlaces(read)
  const touched = new Set(childIds)
  const due = new Map<number, DueGuardian>()
  const starts = { from: today, until: addDays(until, policy.activation.daysBeforeStart) }
  for (const portion of portionsOf(await listFamilies(read, childIds), PORTION)) {
    for (const care of await listUpcomingCare(read, portion, starts)) {
      const firstDay = firstCareDay(care.child, places, policy)
      if (firstDay === undefined || firstDay > starts.until) continue
      keepEarliest(due, care, activationDueOn(firstDay, policy), touched.has(care.childId))
    }
  }
  return byLocation(
    [...due.values()].filter(({ isTouched }) => isTouched),
    today,
  )
}

function keepEarliest(
  due: Map<number, DueGuardian>,
  { guardians, location }: UpcomingCare,
  date: IsoDate,
  isTouched: boolean,
): void {
  for (const guardian of guardians) {
    const known = due.get(guardian)
    const earliest = known && known.date <= date ? known : { guardian, date, location }
    due.set(guardian, { ...earliest, isTouched: isTouched || known?.isTouched === true })
  }
}

function byLocation(due: readonly DueGuardian[], today: IsoDate): Due {
  const locations = sortedGroups(due, ({ location }) => location).map(([location, there]): DueAtLocation => {
    const later = there.filter(({ date }) => date > today)
    return {
      location,
      now: idsOf(there.filter(({ date }) => date <= today)),
      later: sortedGroups(later, ({ date }) => date).map(([date, those]) => ({
        date,
        guardians: idsOf(those),
      })),
    }
  })
  const now = due.filter(({ date }) => date <= today).length
  return { now, later: due.length - now, locations }
}

function sortedGroups<K extends string>(due: readonly DueGuardian[], keyOf: (one: DueGuardian) => K) {
  return [...Map.groupBy(due, keyOf)].toSorted(([one], [other]) => (one < other ? -1 : 1))
}

function idsOf(due: readonly DueGuardian[]): readonly number[] {
  return due.map(({ guardian }) => guardian).toSorted((one, other) => one - other)
}
