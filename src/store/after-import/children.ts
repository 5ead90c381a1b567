import type { Child, ChildId } from '../../rules/index.ts'
import { anyNumber, anyText } from '../batch.ts'
import type { ReadDb } from '../open.ts'
import { toContract } from '../world/contract.ts'

export async function listChildIds(read: ReadDb, numbers: Iterable<ChildId>): Promise<readonly number[]> {
  const rows = await read.selectFrom('children').select('id').where('number', '=', anyText(numbers)).execute()
  return rows.map(({ id }) => id)
}

/** The children of these numbers, with all of their contracts. */
export async function readChildren(
  read: ReadDb,
  numbers: Iterable<ChildId>,
): Promise<ReadonlyMap<ChildId, Child>> {
  const children = await read
    .selectFrom('children')
    .select(['id', 'number', 'born'])
    .where('number', '=', anyText(numbers))
    .execute()
  const contracts = await read
    .selectFrom('contracts')
    .select(['child_id', 'group_id', 'care_type', 'first_day', 'last_day', 'weeks', 'kind', 'days'])
    .where('child_id', '=', anyNumber(children.map(({ id }) => id)))
    .orderBy('first_day')
    .orderBy('id')
    .execute()
  const byChild = Map.groupBy(contracts, (contract) => contract.child_id)
  return new Map(
    children.map(({ id, number, born }) => [
      number,
      { id: number, born, contracts: (byChild.get(id) ?? []).map(toContract) },
    ]),
  )
}
