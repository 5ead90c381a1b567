import { randomUUID } from 'node:crypto'
import type { DayOverPlaces, DayShortOfStaff } from '../mail/templates/groups-too-full.ts'
import { addDays, type IsoDate, type Policy } from '../rules/index.ts'
import { listLastLocationMails } from '../store/group-checks.ts'
import { type NewMail, queueMails } from '../store/mails.ts'
import type { ReadDb } from '../store/open.ts'
import { listGroups, listLocations } from '../store/organisation.ts'
import type { Queue } from '../store/queue.ts'
import { findOverRatio, type OverRatio } from './groups/over-ratio.ts'
import { isNews, type Told } from './groups/untold.ts'
import { findOverPlaces } from './import/after/over-places.ts'
import type { FindPolicy, Job, RunFinding } from './job.ts'

export const CHECK_GROUPS = {
  name: 'check-groups',
  summary:
    'tell locations on which of the coming 30 days groups are over their places or the staff ratio (LK-9)',
  schedule: '06:20',
} as const

const TEMPLATE = 'groups-too-full'

/** How many days ahead it looks, today not counted. */
const DAYS_AHEAD = 30

/** What is wrong in one location. */
interface Crowded {
  readonly location: { readonly id: number; readonly name: string; readonly email: string | null }
  readonly overPlaces: readonly DayOverPlaces[]
  readonly shortOfStaff: readonly DayShortOfStaff[]
  /** It was not told all of this yet. */
  readonly isNews: boolean
}

interface GroupsPlan {
  readonly crowded: readonly Crowded[]
  readonly today: IsoDate
  readonly until: IsoDate
}

export interface GroupsReport {
  readonly days: readonly Readonly<Record<'location' | 'group' | 'date' | 'what', string>>[]
}

/**
 * Looks at every group on each of the coming days, by contracts, closures and granted requests (LK-9), and mails a
 * location all that it found, when there is something that it was not told yet.
 */
export function checkGroupsJob(queue: Queue, findPolicy: FindPolicy): Job<object, GroupsPlan, GroupsReport> {
  return {
    ...CHECK_GROUPS,
    async plan(read, _options, { today }) {
      const until = addDays(today, DAYS_AHEAD)
      return { crowded: await findCrowded(read, { from: today, until }, await findPolicy()), today, until }
    },
    apply: async (write, plan, at) => void (await queueMails(write, queue, mailsFor(plan), at)),
    report: ({ crowded }) => ({ days: crowded.flatMap(rowsOf) }),
    summarise: (plan) => ({
      outcome: plan.crowded.some(isUntellable) ? 'partial' : 'done',
      counts: {
        locations: plan.crowded.length,
        daysOverPlaces: plan.crowded.flatMap(({ overPlaces }) => overPlaces).length,
        daysShortOfStaff: plan.crowded.flatMap(({ shortOfStaff }) => shortOfStaff).length,
        mails: mailsFor(plan).length,
      },
      findings: plan.crowded.filter(isUntellable).map(withoutAddress),
    }),
  }
}

async function findCrowded(
  read: ReadDb,
  period: { readonly from: IsoDate; readonly until: IsoDate },
  policy: Policy,
): Promise<readonly Crowded[]> {
  const groups = await listGroups(read)
  const ids = groups.map(({ id }) => id)
  const overPlaces = Map.groupBy(await findOverPlaces(read, ids, period, policy), ({ location }) => location)
  const shortOfStaff = Map.groupBy(await findOverRatio(read, period, policy), ({ groups: [first] }) => {
    return groups.find(({ id }) => String(id) === first)?.location
  })
  const locations = (await listLocations(read)).filter(
    ({ name }) => overPlaces.has(name) || shortOfStaff.has(name),
  )
  const told = await readTold(read, locations)
  const names = new Map(groups.map(({ id, name }) => [String(id), name]))
  return locations.map((location) => {
    const days = {
      overPlaces: (overPlaces.get(location.name) ?? []).map(({ location: _, ...day }) => day),
      shortOfStaff: (shortOfStaff.get(location.name) ?? []).map((day) => withNames(day, names)),
    }
    const found = [...days.overPlaces, ...days.shortOfStaff]
    return { location, ...days, isNews: isNews(found, told.get(location.id)) }
  })
}

async function readTold(
  read: ReadDb,
  locations: readonly { readonly id: number }[],
): Promise<ReadonlyMap<number, Told>> {
  const mails = await listLastLocationMails(
    read,
    TEMPLATE,
    locations.map(({ id }) => id),
  )
  return new Map(
    mails.map(({ location_id, data }) => {
      const { overPlaces, shortOfStaff, until } = data as unknown as Crowded & { readonly until: IsoDate }
      return [location_id, { days: [...overPlaces, ...shortOfStaff], until }]
    }),
  )
}

function withNames({ groups, ...day }: OverRatio, names: ReadonlyMap<string, string>): DayShortOfStaff {
  return { ...day, group: groups.map((group) => names.get(group)).join(' + ') }
}

/** One mail a location and day, with all that is wrong there and not only what is new. */
function mailsFor({ crowded, today, until }: GroupsPlan): readonly NewMail[] {
  return crowded
    .filter((one) => one.isNews && !isUntellable(one))
    .map(({ location, overPlaces, shortOfStaff }) => ({
      id: randomUUID(),
      key: `${TEMPLATE}/${location.id}/${today}`,
      template: TEMPLATE,
      guardian_id: null,
      location_id: location.id,
      data: { overPlaces, shortOfStaff, until },
    }))
}

function isUntellable({ location }: Crowded): boolean {
  return location.email === null
}

function withoutAddress({ location }: Crowded): RunFinding {
  const message = `${location.name} has groups that are too full and no e-mail address to tell it: add one to its row and import locations.`
  return { code: 'location-without-address', message }
}

function rowsOf({ location, overPlaces, shortOfStaff }: Crowded): GroupsReport['days'] {
  return [
    ...overPlaces.map(({ group, date, children, places }) => ({
      ...{ location: location.name, group, date },
      what: `${children} children, ${places} places`,
    })),
    ...shortOfStaff.map(({ group, date, children, staff, required }) => ({
      ...{ location: location.name, group, date },
      what: `${children} children, ${staff} staff planned, ${required === 0 ? 'no number is' : `${required}`} enough`,
    })),
  ]
}
