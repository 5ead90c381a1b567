import { userInfo } from 'node:os'
import type { Insertable } from 'kysely'
import { anyText } from './batch.ts'
import type { ReadDb, WriteDb } from './open.ts'
import type { JobRuns } from './tables.ts'

/** Without an `actor` it is a run by hand, of whoever started this process. */
export type NewRun = Omit<Insertable<JobRuns>, 'actor'> & { readonly actor?: string }

export async function insertRun(write: WriteDb, run: NewRun): Promise<void> {
  await write
    .insertInto('job_runs')
    .values({ actor: userOfProcess(), ...run })
    .execute()
}

/** In a container a user often has a number and no name. */
export function userOfProcess(): string {
  try {
    return userInfo().username
  } catch {
    return `uid ${process.getuid?.()}`
  }
}

export async function isSlotTaken(read: ReadDb, slot: string): Promise<boolean> {
  const row = await read.selectFrom('job_runs').select('id').where('slot', '=', slot).executeTakeFirst()
  return row !== undefined
}

export async function hasRunBefore(read: ReadDb, job: string): Promise<boolean> {
  const row = await read
    .selectFrom('job_runs')
    .select('id')
    .where('job', '=', job)
    .where('outcome', '!=', 'failed')
    .limit(1)
    .executeTakeFirst()
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
