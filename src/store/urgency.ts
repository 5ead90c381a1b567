import { sql } from 'kysely'
import type { Topic } from './tables.ts'

/** Of these thousands go at once; they let all mail go first that somebody waits for. */
const CAN_WAIT: ReadonlySet<string> = new Set<Topic>(['newsletter', 'weekly-news'])

/** The higher, the sooner. */
export function urgencyOf(template: string): number {
  return CAN_WAIT.has(template) ? 0 : 1
}

/** `urgencyOf` for a statement about mails, to order by. */
export function urgencyInSql() {
  return sql<number>`case when template in (${sql.join([...CAN_WAIT])}) then 0 else 1 end`
}
