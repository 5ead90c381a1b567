import type { IsoDate } from '../rules/index.ts'
import { anyNumber } from './batch.ts'
import type { ReadDb } from './open.ts'
import { isInCare, isReachable } from './reachable.ts'

/**
 * Guardians with custody and each of their children in care on `today` for which they never answered about sharing
 * photos: neither gave consent nor withdrew it. Those without an address that works, or whose account is closed, are
 * left out. With `guardians` only of these.
 */
export function listMissingConsents(read: ReadDb, today: IsoDate, guardians?: Iterable<number>) {
  let query = read
    .selectFrom('child_guardians as link')
    .innerJoin('guardians', 'guardians.id', 'link.guardian_id')
    .innerJoin('children', 'children.id', 'link.child_id')
    .innerJoin('groups', 'groups.id', 'children.group_id')
    .leftJoin('accounts', 'accounts.guardian_id', 'guardians.id')
    .leftJoin('consents', (join) =>
      join
        .onRef('consents.guardian_id', '=', 'link.guardian_id')
        .onRef('consents.child_id', '=', 'link.child_id')
        .on('consents.purpose', '=', 'share-photos'),
    )
    .select(['link.guardian_id as guardian', 'children.id as childId', 'children.number as child'])
    .select(['children.first_name as firstName', 'groups.location_id as locationId'])
    .where('link.custody', '=', true)
    .where('consents.child_id', 'is', null)
    .where(({ eb, or }) => or([eb('accounts.state', 'is', null), eb('accounts.state', '!=', 'closed')]))
    .where(isReachable)
    .where(isInCare('link.child_id', today, today))
  if (guardians) query = query.where('link.guardian_id', '=', anyNumber(guardians))
  return query.orderBy('link.guardian_id').orderBy('children.number').execute()
}
