import { type RawBuilder, sql } from 'kysely'
import type { IsoDate } from '../../rules/index.ts'

/** Both days are included. */
export interface Period {
  readonly from: IsoDate
  readonly until: IsoDate
}

/** True for a contract with a day in the period. */
export function runsIn({ from, until }: Period): RawBuilder<boolean> {
  return sql<boolean>`(first_day <= ${until} and (last_day is null or last_day >= ${from}))`
}

/** The children with a request that stands for a day from `since` on. */
export function askingChildren(since: IsoDate): RawBuilder<number> {
  return sql<number>`(select child_id from requests where state in ('open', 'granted') and ${hasDayFrom(since)})`
}

/** A swap has two days, of which the stored one is taken and the other given up. */
export function hasDayFrom(since: IsoDate): RawBuilder<boolean> {
  return sql<boolean>`(requests.date >= ${since} or requests.ask ->> 'give' >= ${since})`
}
