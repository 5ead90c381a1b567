import { sql } from 'kysely'
import { anyText } from './batch.ts'
import type { ReadDb } from './open.ts'

export interface LastSuccess {
  readonly job: string
  /** Seconds since 1970. */
  readonly at: number
}

/** When each of these jobs last came to a good end, by whoever ran it. */
export async function listLastSuccesses(
  read: ReadDb,
  jobs: readonly string[],
): Promise<readonly LastSuccess[]> {
  return read
    .selectFrom('job_runs')
    .select(['job', sql<number>`extract(epoch from max(at))::float8`.as('at')])
    .where('job', '=', anyText(jobs))
    .where('outcome', 'in', ['done', 'partial'])
    .groupBy('job')
    .execute()
}

/** Whether there is any mail that a worker may have to look at: one that is due, or that a dead worker may have left. */
export async function hasMailWork(read: ReadDb, now: string): Promise<boolean> {
  const row = await read
    .selectFrom('mails')
    .select('id')
    .where('state', 'in', ['queued', 'sending', 'unknown'])
    .where(({ eb, or, and }) =>
      or([
        eb('worker', 'is not', null),
        and([eb('state', '=', 'queued'), eb('try_after', 'is', null)]),
        eb('try_after', '<=', now),
      ]),
    )
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
