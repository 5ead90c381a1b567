import type { Insertable } from 'kysely'
import type { IsoDate } from '../rules/index.ts'
import { anyText, deleteMany, insertMany, type Target } from './batch.ts'
import type { ReadDb, WriteDb } from './open.ts'
import type { Contracts } from './tables.ts'

/** The contracts with one of the numbers, and all contracts of the children with one of theirs. */
export function listContracts(read: ReadDb, numbers: Iterable<string>, childNumbers: Iterable<string>) {
  // One condition with `or` over two tables would be looked up in neither.
  const children = read.selectFrom('children').select('id').where('number', '=', anyText(childNumbers))
  const ids = read
    .selectFrom('contracts')
    .select('id')
    .where('number', '=', anyText(numbers))
    .union(read.selectFrom('contracts').select('id').where('child_id', 'in', children))
  return read.selectFrom('contracts').selectAll().where('id', 'in', ids)
}

/** Those of `listContracts` that are not over before a day. */
export function listLiveContracts(
  read: ReadDb,
  numbers: Iterable<string>,
  childNumbers: Iterable<string>,
  today: IsoDate,
) {
  return listContracts(read, numbers, childNumbers)
    .where(({ eb, or }) => or([eb('last_day', 'is', null), eb('last_day', '>=', today)]))
    .orderBy('number')
    .execute()
}

export function saveContracts(write: WriteDb, rows: readonly Insertable<Contracts>[]): Promise<void> {
  return insertMany<ContractCells>(write, CONTRACTS, rows)
}

type ContractCells = Omit<Insertable<Contracts>, 'id' | 'kind'>

const CONTRACTS: Target<ContractCells> = {
  table: 'contracts',
  key: 'number',
  columns: {
    number: 'text',
    child_id: 'integer',
    group_id: 'integer',
    care_type: 'text',
    first_day: 'date',
    last_day: 'date',
    weeks: 'integer',
    days: 'jsonb',
  },
}

/** The database refuses when something else refers to one of them. */
export function deleteContracts(write: WriteDb, numbers: readonly string[]): Promise<void> {
  return deleteMany(
    write,
    { table: 'contracts', columns: { number: 'text' } },
    numbers.map((number) => ({ number })),
  )
}
