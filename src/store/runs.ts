import type { Insertable } from 'kysely'
import { anyText } from './batch.ts'
import type { ReadDb, WriteDb } from './open.ts'
import type { JobRuns } from './tables.ts'

export async function insertRun(write: WriteDb, run: Insertable<JobRuns>): Promise<void> {
  await write.insertInto('job_runs').values(run).execute()
}

export async function isSlotTaken(read: ReadDb, slot: string): Promise<boolean> {
  const row = await read.selectFrom('job_runs').select('id').where('slot', '=', slot).executeTakeFirst()
  return row !== undefined
}

/** Of these slots those that had their run. */
export async function listTakenSlots(read: ReadDb, slots: readonly string[]): Promise<readonly string[]> {
  const rows = await read.selectFrom('job_runs').select('slot').where('slot', '=', anyText(slots)).execute()
  return rows.flatMap(({ slot }) => slot ?? [])
}

/** The newest runs first, of one job or of all. */
export function listRuns(read: ReadDb, filter: { readonly job?: string; readonly limit: number }) {
  let query = read.selectFrom('job_runs').selectAll()
  if (filter.job) query = query.where('job', '=', filter.job)
  return query.orderBy('at', 'desc').orderBy('id').limit(filter.limit).execute()
}
