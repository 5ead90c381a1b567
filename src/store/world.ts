import { sql } from 'kysely'
import type {
  Child,
  Closure,
  Contract,
  Credit,
  Group,
  GroupId,
  IsoDate,
  Location,
  PastRequest,
  TimeSpan,
  WallMoment,
  WallTime,
  Weekday,
  World,
} from '../rules/index.ts'
import { listCredits } from './credits.ts'
import type { ReadDb } from './open.ts'
import type { StoredDays } from './tables.ts'

/**
 * What the rules may know of a child's requests: all of its own contracts, credits and requests, and
 * for the places in its groups the children of the locations it goes to, as far as their contracts and
 * requests reach to `since` or later. Undefined when there is no child of that number.
 */
export async function readWorld(
  read: ReadDb,
  childNumber: string,
  since: IsoDate,
): Promise<World | undefined> {
  const child = await read
    .selectFrom('children')
    .select(['id', 'born', 'group_id'])
    .where('number', '=', childNumber)
    .executeTakeFirst()
  if (!child) return undefined
  const locationIds = await locationsOf(read, child)
  const groups = await readGroups(read, locationIds)
  const others = await readChildren(read, child.id, [...groups.keys()].map(Number), since)
  const children = new Map([[childNumber, { id: childNumber, born: child.born, contracts: [] }], ...others])
  return {
    locations: await readLocations(read, locationIds),
    groups,
    children,
    requests: await readRequests(read, child.id, [...children.keys()], since),
    credits: await readCredits(read, childNumber),
  }
}

/** The locations of the child's own group and of those in its contracts. */
async function locationsOf(read: ReadDb, child: { id: number; group_id: number }): Promise<number[]> {
  const rows = await read
    .selectFrom('groups')
    .select('location_id')
    .distinct()
    .where(({ eb, or, selectFrom }) =>
      or([
        eb('id', '=', child.group_id),
        eb('id', 'in', selectFrom('contracts').select('group_id').where('child_id', '=', child.id)),
      ]),
    )
    .execute()
  return rows.map((row) => row.location_id)
}

export async function readGroups(
  read: ReadDb,
  locationIds: readonly number[],
): Promise<ReadonlyMap<GroupId, Group>> {
  if (locationIds.length === 0) return new Map()
  const rows = await read.selectFrom('groups').selectAll().where('location_id', 'in', locationIds).execute()
  const staff = await read
    .selectFrom('group_staff')
    .innerJoin('groups', 'groups.id', 'group_staff.group_id')
    .select(['group_id', 'date', 'staff'])
    .where('location_id', 'in', locationIds)
    .execute()
  const staffOf = Map.groupBy(staff, (row) => row.group_id)
  return new Map(
    rows.map((row) => [
      String(row.id),
      {
        id: String(row.id),
        location: String(row.location_id),
        careType: row.care_type,
        places: row.places ?? 'unknown',
        staff: Object.fromEntries((staffOf.get(row.id) ?? []).map((day) => [day.date, day.staff])),
      },
    ]),
  )
}

export async function readLocations(
  read: ReadDb,
  ids: readonly number[],
): Promise<ReadonlyMap<string, Location>> {
  if (ids.length === 0) return new Map()
  const closures = await read.selectFrom('closures').selectAll().where('location_id', 'in', ids).execute()
  const holidays = await read
    .selectFrom('school_holidays')
    .selectAll()
    .where('location_id', 'in', ids)
    .execute()
  return new Map(
    ids.map((id) => [
      String(id),
      {
        id: String(id),
        closures: closures.filter((row) => row.location_id === id).map(toClosure),
        schoolHolidays: holidays
          .filter((row) => row.location_id === id)
          .map((row) => ({ from: row.first_day, until: row.last_day, name: row.name })),
      },
    ]),
  )
}

function toClosure(row: {
  date: IsoDate
  name: string
  from_time: Closure['from'] | null
  until_time: Closure['until'] | null
}): Closure {
  return {
    date: row.date,
    name: row.name,
    ...(row.from_time && { from: row.from_time }),
    ...(row.until_time && { until: row.until_time }),
  }
}

async function readChildren(read: ReadDb, childId: number, groupIds: readonly number[], since: IsoDate) {
  const rows = await read
    .selectFrom('contracts')
    .innerJoin('children', 'children.id', 'contracts.child_id')
    .selectAll('contracts')
    .select(['children.number as child_number', 'children.born'])
    .where(({ eb, and, or }) =>
      or([
        eb('contracts.child_id', '=', childId),
        and([
          eb('contracts.group_id', 'in', groupIds.length > 0 ? [...groupIds] : [-1]),
          or([eb('last_day', 'is', null), eb('last_day', '>=', since)]),
        ]),
      ]),
    )
    .orderBy('contracts.first_day')
    .execute()
  const byChild = Map.groupBy(rows, (row) => row.child_number)
  const children = [...byChild].map(([id, contracts]): [string, Child] => [
    id,
    { id, born: contracts[0]?.born as IsoDate, contracts: contracts.map(toContract) },
  ])
  return new Map(children)
}

interface ContractRow {
  readonly group_id: number
  readonly care_type: Contract['careType']
  readonly first_day: IsoDate
  readonly last_day: IsoDate | null
  readonly weeks: number
  readonly kind: Contract['kind']
  readonly days: StoredDays
}

/** A contract as the rules know it, from its row. */
export function toContract(row: ContractRow): Contract {
  return {
    group: String(row.group_id),
    careType: row.care_type,
    from: row.first_day,
    ...(row.last_day && { until: row.last_day }),
    weeks: row.weeks,
    kind: row.kind,
    days: toDays(row.days),
  }
}

function toDays(stored: StoredDays): Contract['days'] {
  const days = Object.entries(stored).map(([day, span]) => [day as Weekday, toSpan(span)])
  return Object.fromEntries(days)
}

/** Stored as `07:30-18:30`; the import has checked it. */
function toSpan(stored: string): TimeSpan {
  const [from, until] = stored.split('-') as [WallTime, WallTime]
  return { from, until }
}

/** The rules read moments off the wall clock: `2026-03-02T07:29:00`. */
const askedOnTheWall =
  sql<WallMoment>`to_char(asked_at at time zone 'Europe/Amsterdam', 'YYYY-MM-DD"T"HH24:MI:SS')`.as('asked')

async function readRequests(read: ReadDb, childId: number, numbers: readonly string[], since: IsoDate) {
  const rows = await read
    .selectFrom('requests')
    .innerJoin('children', 'children.id', 'requests.child_id')
    .select(['requests.id', 'ask', askedOnTheWall, 'state'])
    .select(({ selectFrom }) =>
      selectFrom('credit_entries as entry')
        .select(({ fn }) => fn.agg<string[]>('array_agg', ['entry.credit_id']).as('spends'))
        .whereRef('entry.request_id', '=', 'requests.id')
        .where('entry.kind', '=', 'spent')
        .as('spends'),
    )
    .where('children.number', 'in', [...numbers])
    .where('state', 'in', ['open', 'granted', 'cancelled'])
    .where(({ eb, or }) => or([eb('requests.child_id', '=', childId), eb('requests.date', '>=', since)]))
    .orderBy('requests.asked_at')
    .orderBy('requests.id')
    .execute()
  return rows.map(
    ({ id, ask, asked, state, spends }): PastRequest => ({
      id,
      ask,
      askedAt: asked,
      state,
      ...(spends && { spends }),
    }),
  )
}

async function readCredits(read: ReadDb, childNumber: string): Promise<readonly Credit[]> {
  const rows = await listCredits(read, { child: childNumber })
  return rows.map((row) => ({
    id: row.id,
    child: row.child_number,
    careType: row.care_type,
    absentOn: row.absent_on,
    expiresOn: row.expires_on,
    unspent: row.unspent > 0,
  }))
}
