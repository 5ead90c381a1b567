import type { Insertable } from 'kysely'
import type { ReadDb, WriteDb } from './open.ts'
import type { JobRuns } from './tables.ts'

export async function insertRun(write: WriteDb, run: Insertable<JobRuns>): Promise<void> {
  await write.insertInto('job_runs').values(run).execute()
}

export async function isSlotTaken(read: ReadDb, slot: string): Promise<boolean> {
  const row = await read.selectFrom('job_runs').select('id').where('slot', '=', slot).executeTakeFirst()
  return row !== undefined
}

/** The newest runs first, of one job or of all. */
export function listRuns(read: ReadDb, filter: { readonly job?: string; readonly limit: number }) {
  let query = read.selectFrom('job_runs').selectAll()
  if (filter.job) query = query.where('job', '=', filter.job)
  return query.orderBy('at', 'desc').orderBy('id').limit(filter.limit).execute()
}
