import { sql } from 'kysely'
import type { IsoDate } from '../../rules/index.ts'
import type { ReadDb } from '../open.ts'

/** How long things are kept after the last care day, in months, both as of a day. */
export interface Keeping {
  readonly months: number
  readonly today: IsoDate
}

/**
 * The ids of children whose last contract ended so long ago, as a subquery; a month is to the same day of the month. An
 * export that is still offered keeps all that is in it until the day that was mailed (LK-15).
 */
function pastChildren({ months, today }: Keeping) {
  return sql<number>`(select child_id from contracts group by child_id
    having bool_and(last_day is not null)
      and max(last_day) + make_interval(months => ${months}::integer) < ${today}::date
    except select child_id from exports where state = 'ready' and offered_until >= ${today}::date)`
}

export type PastChild = Awaited<ReturnType<typeof listPastChildren>>[number]

/** Those children, with the day on which care ended, and how much of each is kept. */
export async function listPastChildren(read: ReadDb, keeping: Keeping) {
  return read
    .selectFrom('children')
    .select(['children.id', 'children.number'])
    .select([
      sql<IsoDate>`(select max(last_day) from contracts where child_id = children.id)`.as('last_day'),
      sql<number>`(select count(*) from diary_entries where child_id = children.id)`.as('diary'),
      sql<number>`(select count(*) from exports where child_id = children.id and state = 'ready')`.as(
        'exports',
      ),
    ])
    .where('children.id', 'in', pastChildren(keeping))
    .orderBy('children.number')
    .execute()
}

/** Photos on which, and with whose diaries, only such children are: one shared with a child that is kept stays. */
export async function listPastPhotos(read: ReadDb, keeping: Keeping) {
  const past = pastChildren(keeping)
  return read
    .selectFrom('photos')
    .select(['photos.id', 'sha256'])
    .select(
      sql<
        number[]
      >`(select coalesce(array_agg(child_id), '{}') from photo_children where photo_id = photos.id)`.as(
        'children',
      ),
    )
    .where(
      sql<boolean>`(photos.id in (select photo_id from photo_children where child_id in ${past})
        or photos.id in (select photo_id from diary_photos join diary_entries on diary_entries.id = entry_id
          where child_id in ${past}))`,
    )
    .where(
      sql<boolean>`not exists (select 1 from photo_children where photo_id = photos.id and child_id not in ${past})`,
    )
    .where(
      sql<boolean>`not exists (select 1 from diary_photos join diary_entries on diary_entries.id = entry_id
        where photo_id = photos.id and child_id not in ${past})`,
    )
    .orderBy('photos.id')
    .execute()
}

/** Guardians with an account that is not closed, all of whose children are such children. */
export async function listPastGuardians(read: ReadDb, keeping: Keeping): Promise<readonly number[]> {
  const rows = await read
    .selectFrom('accounts')
    .select('guardian_id')
    .where('state', '!=', 'closed')
    .where(
      sql<boolean>`exists (select 1 from child_guardians as link where link.guardian_id = accounts.guardian_id)`,
    )
    .where(
      sql<boolean>`not exists (select 1 from child_guardians as link
        where link.guardian_id = accounts.guardian_id and link.child_id not in ${pastChildren(keeping)})`,
    )
    .orderBy('guardian_id')
    .execute()
  return rows.map(({ guardian_id }) => guardian_id)
}
