import type { Child, Credit, IsoDate, World } from '../../rules/index.ts'
import { type CreditsSince, listCreditsThatMatter } from '../credits.ts'
import type { ReadDb } from '../open.ts'
import { toContract } from './contract.ts'
import { toCredit } from './credit.ts'
import { readPastRequests } from './past-requests.ts'
import { readGroups, readLocations } from './places.ts'

/** How far back a decision looks. */
export interface LookBack {
  /** The first day of other children's contracts and requests. */
  readonly others: IsoDate
  readonly credits: CreditsSince
}

/**
 * What the rules may know of a child's requests: all of its own contracts and requests, its credits that may
 * matter, and for the places in its groups the children of the locations it goes to. Undefined when there is no
 * child of that number.
 */
export async function readWorld(
  read: ReadDb,
  childNumber: string,
  since: LookBack,
): Promise<World | undefined> {
  const child = await read
    .selectFrom('children')
    .select(['id', 'born', 'group_id'])
    .where('number', '=', childNumber)
    .executeTakeFirst()
  if (!child) return undefined
  const locationIds = await locationsOf(read, child)
  const groups = await readGroups(read, locationIds)
  const others = await readChildren(read, child.id, [...groups.keys()].map(Number), since.others)
  const children = new Map([[childNumber, { id: childNumber, born: child.born, contracts: [] }], ...others])
  return {
    locations: await readLocations(read, locationIds),
    groups,
    children,
    requests: await readPastRequests(read, child.id, [...children.keys()], since.others),
    credits: await readCredits(read, childNumber, since.credits),
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

async function readCredits(
  read: ReadDb,
  childNumber: string,
  since: CreditsSince,
): Promise<readonly Credit[]> {
  const rows = await listCreditsThatMatter(read, childNumber, since)
  return rows.map((row) => ({ ...toCredit(row), left: row.unspent }))
}
