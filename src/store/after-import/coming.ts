import { type RawBuilder, sql } from 'kysely'
import type { Child, ChildId, IsoDate } from '../../rules/index.ts'
import { allNumbers, anyNumber } from '../batch.ts'
import type { ReadDb } from '../open.ts'
import { toContract } from '../world/contract.ts'
import { askingChildren, hasDayFrom, type Period, runsIn } from './period.ts'

export type CrowdedGroup = Awaited<ReturnType<typeof listCrowdedGroups>>[number]

/** Of these groups those with more children who may come in the period than places: no other can be over its places. */
export function listCrowdedGroups(
  read: ReadDb,
  groupIds: Iterable<number>,
  period: Period,
  granted: readonly number[],
) {
  return read
    .selectFrom('groups')
    .innerJoin('locations', 'locations.id', 'groups.location_id')
    .selectAll('groups')
    .$narrowType<{ places: number }>()
    .select('locations.name as location')
    .where('groups.id', '=', anyNumber(groupIds))
    .where('places', '<', ({ selectFrom }) =>
      selectFrom('contracts')
        .select(({ fn }) => fn.count<number>('child_id').distinct().as('children'))
        .whereRef('contracts.group_id', '=', 'groups.id')
        .where(mayCome(period, anyNumber(granted))),
    )
    .orderBy('locations.name')
    .orderBy('groups.name')
    .execute()
}

type ContractRow = Parameters<typeof toContract>[0]

/** Children with the same care in a group, for whom nothing was granted. */
export interface Alike {
  readonly contracts: Child['contracts']
  readonly children: number
}

/**
 * How many children have which contracts in the groups, in the period: those for whom nothing was granted for it. Only the
 * days of the period are looked at, so that contracts that began and end at other times are alike.
 */
export async function listAlike(
  read: ReadDb,
  groupIds: Iterable<number>,
  period: Period,
  granted: readonly number[],
): Promise<readonly Alike[]> {
  const { from, until } = period
  const rows = await read
    .selectFrom(({ selectFrom }) =>
      selectFrom('contracts')
        .select(
          sql<
            readonly ContractRow[]
          >`jsonb_agg(jsonb_build_object('group_id', group_id, 'care_type', care_type,
            'first_day', greatest(first_day, ${from}::date), 'last_day', least(last_day, ${until}::date),
            'weeks', weeks, 'kind', kind, 'days', days) order by first_day, contracts.id)`.as('contracts'),
        )
        .where('group_id', '=', anyNumber(groupIds))
        .where(runsIn(period))
        .where('child_id', '<>', allNumbers(granted))
        .groupBy(['group_id', 'child_id'])
        .as('children'),
    )
    .select(['contracts', ({ fn }) => fn.countAll<number>().as('children')])
    .groupBy('contracts')
    .execute()
  return rows.map(({ contracts, children }) => ({ contracts: contracts.map(toContract), children }))
}

/** The children for whom something was granted for a day from `since` on: who is only asking comes as before. */
export async function listGranted(read: ReadDb, since: IsoDate): Promise<readonly number[]> {
  const rows = await read
    .selectFrom('requests')
    .select('child_id')
    .distinct()
    .where('state', '=', 'granted')
    .where(hasDayFrom(since))
    .execute()
  return rows.map(({ child_id }) => child_id)
}

/** Of these children those with a contract in one of the groups, running or not. */
export async function listWithContractIn(
  read: ReadDb,
  groupIds: Iterable<number>,
  children: readonly number[],
): Promise<readonly ChildId[]> {
  const rows = await read
    .selectFrom('contracts')
    .innerJoin('children', 'children.id', 'contracts.child_id')
    .select('children.number')
    .distinct()
    .where('contracts.group_id', '=', anyNumber(groupIds))
    .where('child_id', '=', anyNumber(children))
    .execute()
  return rows.map(({ number }) => number)
}

/** The children with a contract in one of the groups who may come in that period. */
export async function listChildrenIn(
  read: ReadDb,
  groupIds: Iterable<number>,
  period: Period,
): Promise<readonly ChildId[]> {
  const rows = await read
    .selectFrom('contracts')
    .innerJoin('children', 'children.id', 'contracts.child_id')
    .select('children.number')
    .distinct()
    .where('contracts.group_id', '=', anyNumber(groupIds))
    .where(mayCome(period, sql`any ${askingChildren(period.from)}`))
    .execute()
  return rows.map(({ number }) => number)
}

/** A contract of a child who may come: it runs in the period, or the child is one of these, for whom there is a request. */
function mayCome(period: Period, requesting: RawBuilder<number>): RawBuilder<boolean> {
  return sql<boolean>`(${runsIn(period)} or contracts.child_id = ${requesting})`
}
