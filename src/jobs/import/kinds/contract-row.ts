import type { Selectable } from 'kysely'
import { addDays, type IsoDate } from '../../../rules/index.ts'
import { listContracts, listLiveContracts } from '../../../store/contracts.ts'
import type { ReadDb } from '../../../store/open.ts'
import type { Contracts } from '../../../store/tables.ts'
import type { Change } from '../kind.ts'
import type { Period } from './overlap.ts'

/** What is stored of a contract. */
export interface ContractRow extends Period {
  readonly groupId: number
  readonly weeks: number
}

/** The contracts with one of the numbers, and all contracts of the children with one of theirs. */
export async function readContractRows(
  read: ReadDb,
  numbers: Iterable<string>,
  children: Iterable<string>,
): Promise<ReadonlyMap<string, ContractRow>> {
  const rows = await listContracts(read, numbers, children).execute()
  return new Map(rows.map((row) => [row.number, contractRowOf(row)]))
}

/** How contracts end that are missing from a file that is the whole truth; those that are over stay as they were. */
export async function contractsToEnd(
  read: ReadDb,
  missing: { readonly numbers: readonly string[]; readonly children: readonly string[] },
  today: IsoDate,
): Promise<readonly Change<ContractRow>[]> {
  const rows = await listLiveContracts(read, missing.numbers, missing.children, today)
  return rows.map(contractRowOf).flatMap((before): Change<ContractRow>[] => {
    const after = ended(before, today)
    const fields = (['lastDay', 'days'] as const).filter((field) => before[field] !== after[field])
    return fields.length === 0 ? [] : [{ key: before.number, name: before.number, before, after, fields }]
  })
}

const NEVER = {}

/**
 * The last day of care is the day before today. A contract that has not begun by then can't end before its first
 * day: it keeps that one day, and no weekday with care.
 */
function ended(row: ContractRow, today: IsoDate): ContractRow {
  const yesterday = addDays(today, -1)
  if (row.firstDay <= yesterday) return { ...row, lastDay: yesterday }
  const isEmpty = row.lastDay === row.firstDay && Object.keys(row.days).length === 0
  return isEmpty ? row : { ...row, lastDay: row.firstDay, days: NEVER }
}

function contractRowOf(row: Omit<Selectable<Contracts>, 'id' | 'kind'>): ContractRow {
  return {
    number: row.number,
    childId: row.child_id,
    groupId: row.group_id,
    careType: row.care_type,
    firstDay: row.first_day,
    lastDay: row.last_day,
    weeks: row.weeks,
    days: row.days,
  }
}
