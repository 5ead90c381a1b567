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

/** Exports that can be downloaded `today`, each part by itself, with the photos in them by own number; null: not known. */
export function listOfferedPhotos(read: ReadDb, today: IsoDate) {
  return read
    .selectFrom('exports')
    .innerJoin('children', 'children.id', 'exports.child_id')
    .select(['children.id', 'children.number', 'exports.photos'])
    .where('exports.state', '=', 'ready')
    .where('offered_until', '>=', today)
    .orderBy('children.number')
    .execute()
}
