import type { Selectable } from 'kysely'
import type { Credit } from '../../rules/index.ts'
import type { Credits } from '../tables.ts'

/** A credit as the rules see it, but for what is left of it, which the ledger tells. */
export function toCredit(
  row: Omit<Selectable<Credits>, 'child_id' | 'request_id'> & { readonly child_number: string },
): Omit<Credit, 'left'> {
  return {
    id: row.id,
    child: row.child_number,
    careType: row.care_type,
    absentOn: row.absent_on,
    usableFrom: row.usable_from,
    ...(row.expires_on && { expiresOn: row.expires_on }),
    unit: row.unit,
    amount: row.amount,
    minutes: row.minutes,
    ...(row.granted && { granted: row.granted }),
  }
}
