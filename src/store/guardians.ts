import { sql } from 'kysely'
import type { ReadDb } from './open.ts'

export interface ChildFilter {
  readonly child?: string | undefined
  /** The name of a location. */
  readonly location?: string | undefined
}

/** Guardians with each child they are linked to, its location, how they stand with their account, and what became of their invitation's mail. */
export async function listGuardianChildren(read: ReadDb, filter: ChildFilter) {
  let query = read
    .selectFrom('child_guardians as link')
    .innerJoin('guardians', 'guardians.id', 'link.guardian_id')
    .innerJoin('children', 'children.id', 'link.child_id')
    .innerJoin('groups', 'groups.id', 'children.group_id')
    .innerJoin('locations', 'locations.id', 'groups.location_id')
    .leftJoin('accounts', 'accounts.guardian_id', 'guardians.id')
    .leftJoin('activations as open', (join) =>
      join
        .onRef('open.guardian_id', '=', 'guardians.id')
        .on('open.used_at', 'is', null)
        .on('open.replaced_at', 'is', null),
    )
    .leftJoin('mails', (join) => join.on('mails.key', '=', sql<string>`'activation/' || open.id::text`))
    .select(['guardians.id as guardian', 'accounts.state as account', 'open.id as activation'])
    .select('mails.state as mail')
    .select([
      'children.number as child',
      'children.born',
      'locations.name as location',
      'locations.id as locationId',
    ])
    .select(({ eb }) => eb('guardians.email', 'is not', null).as('hasAddress'))
    .distinct()
  if (filter.child !== undefined) query = query.where('children.number', '=', filter.child)
  if (filter.location !== undefined) query = query.where('locations.name', '=', filter.location)
  return query.orderBy('guardians.id').orderBy('children.number').execute()
}
