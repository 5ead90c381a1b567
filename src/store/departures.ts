import { sql } from 'kysely'
import type { IsoDate } from '../rules/index.ts'
import { anyText } from './batch.ts'
import type { ReadDb } from './open.ts'

/** The last day of a child's last contract, of a group of its contracts; open-ended ones have none. */
const LAST_DAY = sql<IsoDate>`max(contracts.last_day)`
const HAS_END = sql<boolean>`bool_and(contracts.last_day is not null)`

export type Departure = Awaited<ReturnType<typeof listDepartures>>[number]

/** Children whose last contract ends on one of these days, both included, the first to leave first. */
export function listDepartures(
  read: ReadDb,
  { from, until }: { readonly from: IsoDate; readonly until: IsoDate },
) {
  return read
    .selectFrom('children')
    .innerJoin('contracts', 'contracts.child_id', 'children.id')
    .select(['children.id', 'children.number', LAST_DAY.as('last_day')])
    .select(
      sql<boolean>`exists (select 1 from child_guardians as link where link.child_id = children.id and link.custody)`.as(
        'has_custody',
      ),
    )
    .groupBy('children.id')
    .having(HAS_END)
    .having(LAST_DAY, '>=', from)
    .having(LAST_DAY, '<=', until)
    .orderBy('last_day')
    .orderBy('children.number')
    .execute()
}

/** Which of these children have care after this day, or for a time without an end. */
export function listStaying(read: ReadDb, numbers: readonly string[], day: IsoDate) {
  return read
    .selectFrom('children')
    .select('number')
    .where('number', '=', anyText(numbers))
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('contracts')
          .select('contracts.id')
          .whereRef('contracts.child_id', '=', 'children.id')
          .where(({ eb, or }) => or([eb('last_day', 'is', null), eb('last_day', '>', day)])),
      ),
    )
    .orderBy('number')
    .execute()
}

/**
 * Children of whom an export can be downloaded `today` and is older than the last withdrawal of a consent for another child
 * on one of their photos: that photo may be in it.
 */
export function listWithdrawnSince(read: ReadDb, today: IsoDate) {
  return read
    .selectFrom('exports')
    .innerJoin('children', 'children.id', 'exports.child_id')
    .innerJoin('photo_children as own', 'own.child_id', 'exports.child_id')
    .innerJoin('photo_children as other', 'other.photo_id', 'own.photo_id')
    .innerJoin('consents', 'consents.child_id', 'other.child_id')
    .innerJoin('child_guardians as link', (join) =>
      join
        .onRef('link.child_id', '=', 'consents.child_id')
        .onRef('link.guardian_id', '=', 'consents.guardian_id'),
    )
    .select(['children.id', 'children.number', sql<string>`max(withdrawn_at)`.as('withdrawn_at')])
    .where('exports.state', '=', 'ready')
    .where('offered_until', '>=', today)
    .whereRef('other.child_id', '!=', 'own.child_id')
    .where('purpose', '=', 'share-photos')
    .where('link.custody', '=', true)
    .whereRef('withdrawn_at', '>', 'made_at')
    .groupBy('children.id')
    .orderBy('children.number')
    .execute()
}
