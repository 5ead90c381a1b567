import type { Insertable, Selectable, Updateable } from 'kysely'
import { sql } from 'kysely'
import type { IsoDate } from '../rules/index.ts'
import { anyNumber, anyUuid } from './batch.ts'
import type { ReadDb, WriteDb } from './open.ts'
import type { Requests } from './tables.ts'

export type StoredRequest = Selectable<Requests>

export async function findRequest(read: ReadDb, id: string): Promise<StoredRequest | undefined> {
  return read.selectFrom('requests').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The requests whose id begins with `prefix`; at most two, since one more than one is enough to know. */
export async function findRequestsById(read: ReadDb, prefix: string) {
  return read
    .selectFrom('requests')
    .innerJoin('children', 'children.id', 'requests.child_id')
    .selectAll('requests')
    .select('children.number as child_number')
    .where(sql<string>`requests.id::text`, 'like', `${prefix}%`)
    .limit(2)
    .execute()
}

/** One of the children with a request that was made or answered since a moment and stands: it is open or was granted. */
export function findRequestSince(read: ReadDb, childIds: Iterable<number>, since: string) {
  return read
    .selectFrom('requests')
    .innerJoin('children', 'children.id', 'requests.child_id')
    .select('children.number')
    .where('requests.child_id', '=', anyNumber(childIds))
    .where(({ eb, or }) => or([eb('asked_at', '>=', since), eb('answered_at', '>=', since)]))
    .where('state', 'in', ['open', 'granted'])
    .orderBy('children.number')
    .executeTakeFirst()
}

export interface RequestFilter {
  readonly child?: string
  readonly state?: Requests['state']
  readonly limit: number
}

/** The newest first. */
export async function listRequests(read: ReadDb, filter: RequestFilter) {
  let query = read
    .selectFrom('requests')
    .innerJoin('children', 'children.id', 'requests.child_id')
    .selectAll('requests')
    .select('children.number as child_number')
  if (filter.child) query = query.where('children.number', '=', filter.child)
  if (filter.state) query = query.where('requests.state', '=', filter.state)
  return query.orderBy('asked_at', 'desc').orderBy('requests.id').limit(filter.limit).execute()
}

/** Open requests whose answer was due before `today` and that nobody was told of yet, the oldest first. */
export async function listUnanswered(read: ReadDb, today: IsoDate) {
  return read
    .selectFrom('requests')
    .innerJoin('children', 'children.id', 'requests.child_id')
    .innerJoin('groups', 'groups.id', 'children.group_id')
    .select([
      'requests.id',
      'requests.kind',
      'requests.guardian_id',
      'requests.asked_at',
      'requests.answer_due',
      'children.number as child_number',
      'groups.location_id',
    ])
    .where('requests.state', '=', 'open')
    .where('requests.flagged_at', 'is', null)
    .where('requests.answer_due', '<', today)
    .orderBy('requests.asked_at')
    .orderBy('requests.id')
    .execute()
}

export async function insertRequest(write: WriteDb, request: Insertable<Requests>): Promise<void> {
  await write.insertInto('requests').values(request).execute()
}

/** Moves a request on from a state it is expected in; throws when it is in another by now. */
export async function updateRequest(
  write: WriteDb,
  id: string,
  expected: readonly Requests['state'][],
  change: Updateable<Requests>,
): Promise<void> {
  const { numUpdatedRows } = await write
    .updateTable('requests')
    .set(change)
    .where('id', '=', id)
    .where('state', 'in', expected)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Error(`request ${id} is no longer ${expected.join(' or ')}`)
}

/** Marks open requests as told of; throws when one of them is not open any more. */
export async function flagRequests(write: WriteDb, ids: readonly string[], at: string): Promise<void> {
  const { numUpdatedRows } = await write
    .updateTable('requests')
    .set({ flagged_at: at })
    .where('id', '=', anyUuid(ids))
    .where('state', '=', 'open')
    .executeTakeFirst()
  if (Number(numUpdatedRows) !== ids.length)
    throw new Error('a request that was to be flagged is no longer open')
}
