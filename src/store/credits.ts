import type { Insertable } from 'kysely'
import type { IsoDate } from '../rules/index.ts'
import type { ReadDb, WriteDb } from './open.ts'
import type { CreditEntries, Credits } from './tables.ts'

/**
 * The credits of a child, or of all, with what the ledger says of them: `balance` is 1 while it can
 * be used, `unspent` is 1 also when it lapsed without having been used.
 */
export async function listCredits(read: ReadDb, filter: { readonly child?: string }) {
  let query = read
    .selectFrom('credits')
    .innerJoin('children', 'children.id', 'credits.child_id')
    .innerJoin('credit_entries as entry', 'entry.credit_id', 'credits.id')
    .select([
      'credits.id',
      'children.number as child_number',
      'care_type',
      'absent_on',
      'expires_on',
      'minutes',
    ])
    .select(({ fn }) => fn.sum<number>('entry.amount').as('balance'))
    .select(({ fn }) =>
      fn.sum<number>('entry.amount').filterWhere('entry.kind', '!=', 'expired').as('unspent'),
    )
  if (filter.child !== undefined) query = query.where('children.number', '=', filter.child)
  return query
    .groupBy(['credits.id', 'children.number'])
    .orderBy('children.number')
    .orderBy('absent_on')
    .orderBy('care_type')
    .execute()
}

/** Credits whose last day is before `today` and of which something is left. */
export async function listLapsed(read: ReadDb, today: IsoDate) {
  return read
    .selectFrom('credits')
    .innerJoin('credit_entries as entry', 'entry.credit_id', 'credits.id')
    .innerJoin('children', 'children.id', 'credits.child_id')
    .select(['credits.id', 'children.number as child_number', 'absent_on', 'expires_on'])
    .select(({ fn }) => fn.sum<number>('entry.amount').as('balance'))
    .where('expires_on', '<', today)
    .groupBy(['credits.id', 'children.number'])
    .having(({ fn }) => fn.sum<number>('entry.amount'), '>', 0)
    .orderBy('expires_on')
    .orderBy('credits.id')
    .execute()
}

export async function insertCredit(write: WriteDb, credit: Insertable<Credits>): Promise<void> {
  await write.insertInto('credits').values(credit).execute()
}

/** Adds to the ledger, which only grows; an entry that is there already, by its key, is not added again. */
export async function addEntries(
  write: WriteDb,
  entries: readonly Insertable<CreditEntries>[],
): Promise<void> {
  for (let start = 0; start < entries.length; start += BATCH) {
    const batch = entries.slice(start, start + BATCH)
    await write
      .insertInto('credit_entries')
      .values([...batch])
      .onConflict((conflict) => conflict.column('key').doNothing())
      .execute()
  }
}

/** Well under PostgreSQL's 65,535 parameters a statement. */
const BATCH = 1_000

/** The ids of the credits that a request spent and that were not given back. */
export async function listSpentBy(read: ReadDb, request: string): Promise<readonly string[]> {
  const rows = await read
    .selectFrom('credit_entries')
    .select('credit_id')
    .where('request_id', '=', request)
    .where('kind', 'in', ['spent', 'returned'])
    .groupBy('credit_id')
    .having(({ fn }) => fn.sum<number>('amount'), '<', 0)
    .execute()
  return rows.map((row) => row.credit_id)
}
