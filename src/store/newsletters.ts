import type { Insertable } from 'kysely'
import type { IsoDate } from '../rules/index.ts'
import { anyUuid } from './batch.ts'
import type { ReadDb, WriteDb } from './open.ts'
import { isReachable } from './reachable.ts'
import type { Newsletters } from './tables.ts'

export function listNewsletters(read: ReadDb, ids: readonly string[]) {
  return read
    .selectFrom('newsletters')
    .select(['id', 'subject', 'body'])
    .where('id', '=', anyUuid(ids))
    .execute()
}

/** Stores a newsletter, and gives the id of the one with that content: this one, or one that was there. */
export async function saveNewsletter(write: WriteDb, newsletter: Insertable<Newsletters>): Promise<string> {
  const { id } = await write
    .insertInto('newsletters')
    .values(newsletter)
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ key: newsletter.key }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** By number; neither: everywhere. */
export interface ReaderPlace {
  readonly location?: number
  readonly group?: number
}

/** Guardians of children whose care goes on, and has begun by `until`, with what stands in the way of a newsletter, and how the mail with it stands where there is one. */
export async function listNewsletterReaders(
  read: ReadDb,
  { location, group }: ReaderPlace,
  { key, today, until }: { readonly key: string; readonly today: IsoDate; readonly until: IsoDate },
) {
  let query = read
    .selectFrom('contracts')
    .innerJoin('groups', 'groups.id', 'contracts.group_id')
    .innerJoin('child_guardians as link', 'link.child_id', 'contracts.child_id')
    .innerJoin('guardians', 'guardians.id', 'link.guardian_id')
    .leftJoin('mail_preferences as preference', (join) =>
      join.onRef('preference.guardian_id', '=', 'guardians.id').on('preference.topic', '=', 'newsletter'),
    )
    .leftJoin('mails', (join) =>
      join.on(({ eb, fn, val, cast, ref }) =>
        eb(
          'mails.key',
          '=',
          fn<string>('concat', [
            cast<string>(val(`newsletter/${key}/`), 'text'),
            cast<string>(ref('guardians.id'), 'text'),
          ]),
        ),
      ),
    )
    .select(['guardians.id as guardian', 'preference.wanted', 'mails.state', 'mails.reason'])
    .select(({ eb, fn }) => [
      fn.min<number>('groups.location_id').as('locationId'),
      eb('guardians.email', 'is not', null).as('hasAddress'),
      isReachable.as('isReachable'),
    ])
    .where('contracts.first_day', '<=', until)
    .where(({ eb, or }) => or([eb('contracts.last_day', 'is', null), eb('contracts.last_day', '>=', today)]))
    .groupBy(['guardians.id', 'preference.wanted', 'mails.id'])
    .orderBy('guardians.id')
  if (location !== undefined) query = query.where('groups.location_id', '=', location)
  if (group !== undefined) query = query.where('groups.id', '=', group)
  return query.execute()
}
