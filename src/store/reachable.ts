import { sql } from 'kysely'
import { bouncesOf } from './letters.ts'

/** Whether a guardian, joined as `guardians`, has an address that works as far as we know. */
export const isReachable = sql<boolean>`(guardians.email is not null and not exists (${bouncesOf(sql.ref('guardians.email_key'))}))`

/** Whether a child, by this column, is in care on a day between these two, both included. */
export function isInCare(childId: string, from: string, until: string) {
  return sql<boolean>`exists (
    select 1 from contracts where contracts.child_id = ${sql.ref(childId)}
      and contracts.first_day <= ${until}::date
      and (contracts.last_day is null or contracts.last_day >= ${from}::date))`
}
