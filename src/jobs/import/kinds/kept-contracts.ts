import type { ReadDb } from '../../../store/open.ts'
import { findRequestSince } from '../../../store/requests.ts'
import type { Undoing } from '../kind.ts'
import type { ContractRow } from './contract-row.ts'

/** A request or a credit was decided by the contracts that the child had then. */
export async function whyContractsKept(
  read: ReadDb,
  { remove, restore, since }: Undoing<ContractRow>,
): Promise<string | undefined> {
  const rows = [...remove, ...restore.flatMap(({ before, after }) => [before ?? after, after])]
  const asked = await findRequestSince(read, new Set(rows.map(({ childId }) => childId)), since)
  return asked && `child ${asked.number} has a request since that stands; cancel it first.`
}
