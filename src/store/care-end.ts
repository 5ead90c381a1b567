import { sql } from 'kysely'
import type { IsoDate } from '../rules/index.ts'
import { anyNumber } from './batch.ts'
import type { ReadDb, WriteDb } from './open.ts'

/** The day on which a child's care ended before `today`, of a group of its contracts; null while one runs or is to come. */
function endBefore(today: IsoDate) {
  return sql<IsoDate | null>`case when bool_and(coalesce(contracts.last_day < ${today}::date, false))
    then max(contracts.last_day) end`
}

/** The day on which the last of them ends, whether it has passed or not; null when one has no end. */
const lastOfAll = sql<IsoDate | null>`case when bool_and(contracts.last_day is not null)
    then max(contracts.last_day) end`

/** What says the end of all contracts stays, also before that day: a clock that was set back takes nothing back. */
function isOther(column: string) {
  const written = sql.ref(column)
  return sql<boolean>`${written} is distinct from ends.last_day
    and (${written} is null or ${written} is distinct from ends.last_of_all)`
}

/** A child whose access and consents do not say yet what its contracts say, with how many of them that are. */
export type CareEnd = Awaited<ReturnType<typeof listCareEnds>>[number]

export function listCareEnds(read: ReadDb, today: IsoDate) {
  return read
    .with('ends', (db) =>
      db
        .selectFrom('contracts')
        .select(['child_id', endBefore(today).as('last_day'), lastOfAll.as('last_of_all')])
        .groupBy('child_id'),
    )
    .with('links', (db) =>
      db
        .selectFrom('child_guardians as link')
        .innerJoin('ends', 'ends.child_id', 'link.child_id')
        .select(({ fn }) => ['link.child_id', fn.countAll<number>().as('count')])
        .where(isOther('link.access_until'))
        .groupBy('link.child_id'),
    )
    .with('ended', (db) =>
      db
        .selectFrom('consents')
        .innerJoin('ends', 'ends.child_id', 'consents.child_id')
        .select(({ fn }) => ['consents.child_id', fn.countAll<number>().as('count')])
        .where('withdrawn_at', 'is', null)
        .where(isOther('consents.ended_on'))
        .groupBy('consents.child_id'),
    )
    .selectFrom('children')
    .innerJoin('ends', 'ends.child_id', 'children.id')
    .leftJoin('links', 'links.child_id', 'children.id')
    .leftJoin('ended', 'ended.child_id', 'children.id')
    .select(['children.id', 'children.number', 'ends.last_day'])
    .select(sql<number>`coalesce(links.count, 0)`.as('links'))
    .select(sql<number>`coalesce(ended.count, 0)`.as('consents'))
    .where(({ eb, or }) => or([eb('links.count', '>', 0), eb('ended.count', '>', 0)]))
    .orderBy('children.number')
    .execute()
}

/** Writes the end, or takes it back where `lastDay` is null, of all of these children at once. */
export async function writeCareEnd(
  write: WriteDb,
  childIds: readonly number[],
  lastDay: IsoDate | null,
): Promise<void> {
  await write
    .updateTable('child_guardians')
    .set({ access_until: lastDay })
    .where('child_id', '=', anyNumber(childIds))
    .execute()
  await write
    .updateTable('consents')
    .set({ ended_on: lastDay })
    .where('child_id', '=', anyNumber(childIds))
    .where('withdrawn_at', 'is', null)
    .execute()
}
