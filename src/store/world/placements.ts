import type { Child, World } from '../../rules/index.ts'
import type { ReadDb } from '../open.ts'
import { toContract } from './contract.ts'
import { readGroups, readLocations } from './places.ts'

/** Every child's contracts with the groups and locations they are at: what the rules need to know of planned care. */
export async function readPlacements(read: ReadDb): Promise<World> {
  const locations = await read.selectFrom('locations').select('id').execute()
  const ids = locations.map(({ id }) => id)
  return {
    locations: await readLocations(read, ids),
    groups: await readGroups(read, ids),
    children: await readChildren(read),
    requests: [],
    credits: [],
  }
}

async function readChildren(read: ReadDb): Promise<ReadonlyMap<string, Child>> {
  const children = await read.selectFrom('children').select(['id', 'number', 'born']).execute()
  const contracts = await read
    .selectFrom('contracts')
    .selectAll()
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
