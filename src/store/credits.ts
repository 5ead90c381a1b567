import type { Insertable } from 'kysely'
import type { IsoDate, Spending } from '../rules/index.ts'
import { insertMany, type Target } from './batch.ts'
import type { ReadDb, WriteDb } from './open.ts'
import type { CreditEntries, Credits } from './tables.ts'

/** The credits of a child, or of all, with what the ledger says of them. */
export async function listCredits(read: ReadDb, filter: { readonly child?: string }) {
  let query = creditsWithLedger(read)
  if (filter.child !== undefined) query = query.where('children.number', '=', filter.child)
  return query.orderBy('children.number').orderBy('absent_on').orderBy('care_type').execute()
}

/** Since when credits matter to a decision. */
export interface CreditsSince {
  /** The first absent day of credits that count also when nothing is left of them. */
  readonly absentOn: IsoDate
  /** The first day of answered requests that can still give back what they spent; open ones always can. */
  readonly spentFor: IsoDate
}

/** Of a child's credits those that may still matter: something is left, or can come back, or they count as earned. */
export async function listCreditsThatMatter(read: ReadDb, child: string, since: CreditsSince) {
  return creditsWithLedger(read)
    .where('children.number', '=', child)
    .having(({ eb, or, fn, selectFrom }) =>
      or([
        eb('absent_on', '>=', since.absentOn),
        eb(fn.sum<number>('entry.amount').filterWhere('entry.kind', '!=', 'expired'), '>', 0),
        eb(
          'credits.id',
          'in',
          selectFrom('credit_entries as use')
            .innerJoin('requests', 'requests.id', 'use.request_id')
            .select('use.credit_id')
            .whereRef('requests.child_id', '=', 'credits.child_id')
            .where('use.kind', '=', 'spent')
            .where((of) => of.or([of('state', '=', 'open'), of('requests.date', '>=', since.spentFor)])),
        ),
      ]),
    )
    .orderBy('absent_on')
    .orderBy('care_type')
    .execute()
}

/** `balance` is what can be used, `unspent` also what lapsed without having been used. */
function creditsWithLedger(read: ReadDb) {
  return read
    .selectFrom('credits')
    .innerJoin('children', 'children.id', 'credits.child_id')
    .innerJoin('credit_entries as entry', 'entry.credit_id', 'credits.id')
    .selectAll('credits')
    .select('children.number as child_number')
    .select(({ fn }) => fn.sum<number>('entry.amount').as('balance'))
    .select(({ fn }) =>
      fn.sum<number>('entry.amount').filterWhere('entry.kind', '!=', 'expired').as('unspent'),
    )
    .groupBy(['credits.id', 'children.number'])
}

/** Credits whose last day is before `today` and of which something is left, each with the last entry of its ledger. */
export async function listLapsed(read: ReadDb, today: IsoDate) {
  return read
    .selectFrom('credits')
    .innerJoin('credit_entries as entry', 'entry.credit_id', 'credits.id')
    .innerJoin('children', 'children.id', 'credits.child_id')
    .select(['credits.id', 'children.number as child_number', 'absent_on', 'expires_on', 'unit'])
    .$narrowType<{ expires_on: IsoDate }>()
    .select(({ fn }) => fn.sum<number>('entry.amount').as('balance'))
    .select(({ fn }) => fn.max('entry.id').as('last_entry'))
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
  await insertMany(write, ENTRIES, entries)
}

const ENTRIES: Target<Omit<Insertable<CreditEntries>, 'id'>> = {
  table: 'credit_entries',
  columns: {
    credit_id: 'uuid',
    kind: 'text',
    amount: 'numeric',
    at: 'timestamptz',
    request_id: 'uuid',
    key: 'text',
  },
  key: 'key',
  keepsOld: true,
}

/** What a request spent and did not give back. */
export async function listSpentBy(read: ReadDb, request: string): Promise<readonly Spending[]> {
  const rows = await read
    .selectFrom('credit_entries')
    .select(['credit_id as credit', ({ fn }) => fn.sum<number>('amount').as('change')])
    .where('request_id', '=', request)
    .where('kind', 'in', ['spent', 'returned'])
    .groupBy('credit_id')
    .having(({ fn }) => fn.sum<number>('amount'), '<', 0)
    .execute()
  return rows.map(({ credit, change }) => ({ credit, amount: -change }))
}
