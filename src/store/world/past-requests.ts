import { sql } from 'kysely'
import type { IsoDate, PastRequest, Spending, WallMoment } from '../../rules/index.ts'
import type { ReadDb } from '../open.ts'

/** The rules read moments off the wall clock: `2026-03-02T07:29:00`. */
const askedOnTheWall =
  sql<WallMoment>`to_char(asked_at at time zone 'Europe/Amsterdam', 'YYYY-MM-DD"T"HH24:MI:SS')`.as('asked')

/** Null for a request that spent nothing. */
const spentEntries = sql<
  readonly Spending[] | null
>`jsonb_agg(jsonb_build_object('credit', entry.credit_id, 'amount', -entry.amount) order by entry.id)`.as(
  'spends',
)

/** What still matters of past requests: all of the child's own, and those of `numbers` for a day from `since` on. */
export async function readPastRequests(
  read: ReadDb,
  childId: number,
  numbers: readonly string[],
  since: IsoDate,
): Promise<readonly PastRequest[]> {
  const rows = await read
    .selectFrom('requests')
    .innerJoin('children', 'children.id', 'requests.child_id')
    .select(['requests.id', 'ask', askedOnTheWall, 'state'])
    .select(({ selectFrom }) =>
      selectFrom('credit_entries as entry')
        .select(spentEntries)
        .whereRef('entry.request_id', '=', 'requests.id')
        .where('entry.kind', '=', 'spent')
        .as('spends'),
    )
    .where('children.number', 'in', [...numbers])
    .where('state', 'in', ['open', 'granted', 'cancelled'])
    .where(({ eb, or }) => or([eb('requests.child_id', '=', childId), eb('requests.date', '>=', since)]))
    .orderBy('requests.asked_at')
    .orderBy('requests.id')
    .execute()
  return rows.map(
    ({ id, ask, asked, state, spends }): PastRequest => ({
      id,
      ask,
      askedAt: asked,
      state,
      ...(spends && { spends }),
    }),
  )
}
