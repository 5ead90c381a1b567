import type { IsoDate } from '../rules/index.ts'
import { anyNumber, anyUuid } from './batch.ts'
import type { ReadDb } from './open.ts'
import { isInCare, isReachable } from './reachable.ts'

/**
 * Credits with something left whose last day is one of these, both included, of children in care, with each guardian
 * of the child who has an address that works and no closed account.
 */
export async function listExpiringCredits(
  read: ReadDb,
  days: { readonly from: IsoDate; readonly until: IsoDate },
) {
  return read
    .with('lasting', (db) =>
      db
        .selectFrom('credits')
        .innerJoin('credit_entries as entry', 'entry.credit_id', 'credits.id')
        .select(['credits.id', 'credits.child_id'])
        .where('expires_on', '>=', days.from)
        .where('expires_on', '<=', days.until)
        .groupBy('credits.id')
        .having(({ fn }) => fn.sum<number>('entry.amount'), '>', 0),
    )
    .selectFrom('lasting')
    .innerJoin('children', 'children.id', 'lasting.child_id')
    .innerJoin('groups', 'groups.id', 'children.group_id')
    .innerJoin('child_guardians as link', 'link.child_id', 'lasting.child_id')
    .innerJoin('guardians', 'guardians.id', 'link.guardian_id')
    .leftJoin('accounts', 'accounts.guardian_id', 'guardians.id')
    .select(['lasting.id as credit', 'link.guardian_id as guardian', 'groups.location_id as locationId'])
    .where(({ eb, or }) => or([eb('accounts.state', 'is', null), eb('accounts.state', '!=', 'closed')]))
    .where(isReachable)
    .where(isInCare('lasting.child_id', days.from, days.until))
    .orderBy('link.guardian_id')
    .orderBy('lasting.id')
    .execute()
}

/** Of these credits what is left of them, with the guardians of the child; those that lapsed before `today` are left out. */
export function listCreditsLeft(
  read: ReadDb,
  today: IsoDate,
  { credits, guardians }: { readonly credits: readonly string[]; readonly guardians: Iterable<number> },
) {
  return read
    .selectFrom('credits')
    .innerJoin('credit_entries as entry', 'entry.credit_id', 'credits.id')
    .innerJoin('children', 'children.id', 'credits.child_id')
    .innerJoin('child_guardians as link', 'link.child_id', 'credits.child_id')
    .select(['credits.id as credit', 'link.guardian_id as guardian', 'children.number as child'])
    .select(['children.first_name as firstName', 'unit', 'expires_on as lastDay'])
    .$narrowType<{ lastDay: IsoDate }>()
    .select(({ fn }) => fn.sum<number>('entry.amount').as('left'))
    .where('credits.id', '=', anyUuid(credits))
    .where('link.guardian_id', '=', anyNumber(guardians))
    .where('expires_on', '>=', today)
    .groupBy(['credits.id', 'link.guardian_id', 'children.id'])
    .having(({ fn }) => fn.sum<number>('entry.amount'), '>', 0)
    .orderBy('expires_on')
    .orderBy('children.number')
    .orderBy('credits.id')
    .execute()
}
