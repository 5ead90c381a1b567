import { userInfo } from 'node:os'
import { type Insertable, sql } from 'kysely'
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

/** The run that a slot had; it is there. */
export function findSlotRun(read: ReadDb, slot: string) {
  return read.selectFrom('job_runs').selectAll().where('slot', '=', slot).executeTakeFirst()
}

/** The last run of each of these jobs that took a slot. */
export function listLastSlotRuns(read: ReadDb, jobs: readonly string[]) {
  return read
    .selectFrom('job_runs')
    .distinctOn('job')
    .select(['job', 'slot', 'at'])
    .where('job', '=', anyText(jobs))
    .where('slot', 'is not', null)
    .orderBy('job')
    .orderBy('at', 'desc')
    .execute()
}

/** The last run of a job that did not fail. */
export function findLastRun(read: ReadDb, job: string) {
  return read
    .selectFrom('job_runs')
    .selectAll()
    .where('job', '=', job)
    .where('outcome', '!=', 'failed')
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** At most two runs whose ids begin so. */
export function findRuns(read: ReadDb, prefix: string) {
  return read
    .selectFrom('job_runs')
    .selectAll()
    .where(sql<string>`id::text`, 'like', `${prefix.toLowerCase()}%`)
    .limit(2)
    .execute()
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
