import { activationDueOn, addDays, firstCareDay, type IsoDate, type Policy } from '../../../rules/index.ts'
import type { Period } from '../../../store/after-import/period.ts'
import { listInvitable, listUpcomingCare } from '../../../store/after-import/upcoming-care.ts'
import type { ReadDb } from '../../../store/open.ts'
import { listGroups } from '../../../store/organisation.ts'
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
  readonly date: IsoDate
  readonly location: string
  /** A child of the import is among the children, not only a brother or sister of one. */
  readonly isTouched: boolean
}

/** Guardians who are looked at together, with all children of each, so that nothing of them is kept but the outcome. */
const PORTION = 2_000

/** Which of the children's guardians are due, or become so in the period, by the first care day of any of their children. */
export async function findDue(
  read: ReadDb,
  childIds: ReadonlySet<number>,
  { from: today, until }: Period,
  policy: Policy,
): Promise<Due> {
  const places = await readPlaces(read)
  const locations = new Map((await listGroups(read)).map(({ id, location }) => [id, location]))
  const list = openDueList(today)
  const starts = { from: today, until: addDays(until, policy.activation.daysBeforeStart) }
  for (const portion of portionsOf(await listInvitable(read, childIds), PORTION)) {
    const due = new Map<number, DueGuardian>()
    for (const care of await listUpcomingCare(read, portion, starts)) {
      const firstDay = firstCareDay(care.child, places, policy)
      if (firstDay === undefined || firstDay > starts.until) continue
      const date = activationDueOn(firstDay, policy)
      const location = locations.get(care.ownGroup) as string
      keepEarliest(due, care.guardians, { date, location, isTouched: childIds.has(care.childId) })
    }
    for (const [guardian, found] of due) if (found.isTouched) list.add(guardian, found)
  }
  return list.due()
}

function keepEarliest(due: Map<number, DueGuardian>, guardians: readonly number[], found: DueGuardian): void {
  for (const guardian of guardians) {
    const known = due.get(guardian)
    const earliest = known && known.date <= found.date ? known : found
    const isTouched = found.isTouched || known?.isTouched === true
    due.set(guardian, earliest.isTouched === isTouched ? earliest : { ...earliest, isTouched })
  }
}

/** Ids by location and day: a file may concern more guardians than there is room for one by one. */
function openDueList(today: IsoDate) {
  const locations = new Map<string, Map<IsoDate, number[]>>()
  const isNow = (date: IsoDate) => date <= today
  return {
    add(guardian: number, { date, location }: DueGuardian): void {
      const days = locations.get(location) ?? new Map<IsoDate, number[]>()
      const day = isNow(date) ? today : date
      const ids = days.get(day) ?? []
      ids.push(guardian)
      locations.set(location, days.set(day, ids))
    },
    due(): Due {
      const found = inOrder(locations).map(([location, days]): DueAtLocation => {
        const later = inOrder(days).filter(([date]) => !isNow(date))
        return {
          location,
          now: sorted(days.get(today) ?? []),
          later: later.map(([date, ids]) => ({ date, guardians: sorted(ids) })),
        }
      })
      return {
        now: sum(found.map(({ now }) => now)),
        later: sum(found.flatMap(({ later }) => later.map(({ guardians }) => guardians))),
        locations: found,
      }
    },
  }
}

function inOrder<K extends string, T>(by: ReadonlyMap<K, T>): readonly (readonly [K, T])[] {
  return [...by].toSorted(([one], [other]) => (one < other ? -1 : 1))
}

function sorted(ids: readonly number[]): readonly number[] {
  return ids.toSorted((one, other) => one - other)
}

function sum(lists: readonly (readonly number[])[]): number {
  return lists.reduce((total, { length }) => total + length, 0)
}
