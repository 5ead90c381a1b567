import type { ReadDb } from '../../../store/open.ts'
import { listChildNumbers } from '../../../store/people.ts'
import { findRequestSince } from '../../../store/requests.ts'
import type { Change, Undoing } from '../kind.ts'
import { type ContractRow, readContractRows } from './contract-row.ts'
import { overlapsBetween } from './overlap.ts'

/** A request or a credit was decided by the contracts that the child had then. */
export async function whyContractsKept(
  read: ReadDb,
  { remove, restore, since }: Undoing<ContractRow>,
): Promise<string | undefined> {
  const rows = [...remove, ...restore.flatMap(({ before, after }) => [before ?? after, after])]
  const asked = await findRequestSince(read, new Set(rows.map(({ childId }) => childId)), since)
  if (asked) return `child ${asked.number} has a request since that stands; cancel it first.`
  const overlap = await findOverlap(read, remove, restore)
  return overlap && `contract ${overlap.one} would share care days with ${overlap.other}, which came since.`
}

/** What comes back beside what has come since; with each other they were stored before. */
async function findOverlap(
  read: ReadDb,
  remove: readonly ContractRow[],
  restore: readonly Change<ContractRow>[],
) {
  const gone = new Set([...remove.map(({ number }) => number), ...restore.map(({ key }) => key)])
  const back = restore.map(({ after }) => after)
  const children = await listChildNumbers(read, new Set(back.map(({ childId }) => childId)))
  const stored = await readContractRows(read, [], children.values())
  const others = [...stored.values()].filter(({ number }) => !gone.has(number))
  const [found] = overlapsBetween(
    back.map((row) => ({ row })),
    others,
  )
  return found && { one: found.rejected.row.number, other: found.other.number }
}
