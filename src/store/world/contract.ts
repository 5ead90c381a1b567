import type { Contract, IsoDate, TimeSpan, WallTime, Weekday } from '../../rules/index.ts'
import type { StoredDays } from '../tables.ts'

interface ContractRow {
  readonly group_id: number
  readonly care_type: Contract['careType']
  readonly first_day: IsoDate
  readonly last_day: IsoDate | null
  readonly weeks: number
  readonly kind: Contract['kind']
  readonly days: StoredDays
}

/** A contract as the rules know it, from its row. */
export function toContract(row: ContractRow): Contract {
  return {
    group: String(row.group_id),
    careType: row.care_type,
    from: row.first_day,
    ...(row.last_day && { until: row.last_day }),
    weeks: row.weeks,
    kind: row.kind,
    days: toDays(row.days),
  }
}

function toDays(stored: StoredDays): Contract['days'] {
  const days = Object.entries(stored).map(([day, span]) => [day as Weekday, toSpan(span)])
  return Object.fromEntries(days)
}

/** Stored as `07:30-18:30`; the import has checked it. */
function toSpan(stored: string): TimeSpan {
  const [from, until] = stored.split('-') as [WallTime, WallTime]
  return { from, until }
}
