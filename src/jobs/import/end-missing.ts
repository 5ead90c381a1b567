import { UserError } from '../../errors.ts'
import { reading } from '../../store/open.ts'
import { listChildNumbers } from '../../store/people.ts'
import { applyChanges, type NamedKind, type Place } from './apply-changes.ts'
import type { ImportKind } from './kind.ts'
import { contractCells } from './kinds/contract-cells.ts'
import type { ContractRow } from './kinds/contract-row.ts'
import { contracts } from './kinds/contracts.ts'
import { readPlaces } from './places.ts'
import type { Tally } from './tally.ts'

/** Ends the contracts of what a file that is the whole truth does not have. Nothing is deleted. */
export async function endMissing(
  place: Place,
  { name, kind }: NamedKind,
  missing: readonly string[],
  tally: Tally,
): Promise<void> {
  const read = reading(place.write)
  if (!kind.bulk) throw new UserError(`--full is for children and contracts: ${name} have no end.`)
  const changes = await kind.bulk.contractsToEnd(read, missing, place.at.today)
  const places = await readPlaces(read)
  const numbers = await listChildNumbers(read, new Set(changes.map(({ after }) => after.childId)))
  const cells = (row: object) => contractCells(row as ContractRow, places, numbers)
  tally.addEnds(changes, cells)
  await applyChanges(place, { name: 'contracts', kind: contracts as ImportKind<unknown, object> }, changes)
}
