import { type ExpressionBuilder, sql } from 'kysely'
import { anyNumber, anyText, anyUuid, batchesOf } from './batch.ts'
import { breakHold, isHeld } from './hold.ts'
import type { ReadDb, Store, WriteDb } from './open.ts'
import type { JobQueue } from './queue.ts'
import type { ExportJobs, Tables } from './tables.ts'

/** A worker that has told nothing for so long has lost its work, also when its process is only frozen. */
const LEASE = sql`interval '2 minutes'`

/** After so long without a word, a worker whose connection is gone too is dead: nobody waits for the end of its lease. */
const SILENCE = sql`interval '20 seconds'`

/** Held by whoever makes the exports of a child. */
export const exportLock = (child: string) => `export/${child}`

/** An export that is to be made: of which child, and why. */
export interface NewExportJob {
  readonly id: string
  /** Made of its cause: what was asked before is not asked again, unless it failed. */
  readonly key: string
  readonly child_id: number
  readonly cause: ExportJobs['cause']
  /** With more bytes of photos and videos than this it becomes several ZIPs; left out: as the settings say. */
  readonly split?: number | undefined
}

/** Keeps what is asked and queues it, in the transaction of its cause; how many that are. A child that waits already waits once. */
export async function askExports(
  write: WriteDb,
  queue: JobQueue<string>,
  jobs: readonly NewExportJob[],
  now: string,
): Promise<number> {
  let asked = 0
  for (const batch of batchesOf(jobs)) {
    const ids = [...(await askAgain(write, batch, now)), ...(await insertJobs(write, batch, now))]
    await queue.put(write, ids)
    asked += ids.length
  }
  return asked
}

async function askAgain(write: WriteDb, jobs: readonly NewExportJob[], now: string) {
  const rows = await write
    .updateTable('export_jobs')
    .set({ state: 'queued', asked_at: now, ended_at: null, reason: null, attempts: 0, try_after: null })
    .where('key', '=', anyText(jobs.map(({ key }) => key)))
    .where('state', '=', 'failed')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('export_jobs as waiting')
            .select('waiting.id')
            .whereRef('waiting.child_id', '=', 'export_jobs.child_id')
            .where('waiting.state', '=', 'queued'),
        ),
      ),
    )
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

async function insertJobs(write: WriteDb, jobs: readonly NewExportJob[], now: string) {
  const rows = await write
    .insertInto('export_jobs')
    .values(jobs.map((job) => ({ ...job, state: 'queued' as const, asked_at: now })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Of these keys those that need not be asked: they wait or were made, or failed on a later moment than `since`. */
export async function listAskedKeys(read: ReadDb, keys: readonly string[], since: string) {
  const rows = await read
    .selectFrom('export_jobs')
    .select('key')
    .where('key', '=', anyText(keys))
    .where(({ or, eb }) => or([eb('state', '!=', 'failed'), eb('ended_at', '>=', since)]))
    .execute()
  return new Set(rows.map(({ key }) => key))
}

export type ExportClaim = NonNullable<Awaited<ReturnType<typeof claimNextExport>>>

/** Gives the oldest export that is due to this worker alone. Undefined when none is left in the queue. */
export async function claimNextExport(
  write: WriteDb,
  queue: JobQueue<string>,
  { worker, now }: { readonly worker: string; readonly now: string },
) {
  for (;;) {
    const [id] = await queue.take(write, 1)
    if (id === undefined) return undefined
    const claimed = await write
      .updateTable('export_jobs')
      .from('children')
      .set(({ eb }) => ({
        worker,
        beat_at: sql`clock_timestamp()`,
        fence: eb('fence', '+', 1),
        attempts: eb('attempts', '+', 1),
      }))
      .whereRef('children.id', '=', 'export_jobs.child_id')
      .where('export_jobs.id', '=', id)
      .where('worker', 'is', null)
      .where(isDue(now))
      .returning(['export_jobs.id', 'worker', 'fence', 'attempts', 'cause', 'split'])
      .returning('children.number as child')
      .executeTakeFirst()
    if (claimed) return claimed
  }
}

/** Puts what is due and has no worker into the queue; what is there already stays there once. */
export async function queueDueExports(write: WriteDb, queue: JobQueue<string>, now: string): Promise<void> {
  const due = await write
    .selectFrom('export_jobs')
    .select('id')
    .where('worker', 'is', null)
    .where(isDue(now))
    .orderBy('asked_at')
    .orderBy('id')
    .execute()
  await queue.put(
    write,
    due.map(({ id }) => id),
  )
}

function isDue(now: string) {
  return ({ eb, and, or }: ExpressionBuilder<Tables, 'export_jobs'>) =>
    and([eb('state', '=', 'queued'), or([eb('try_after', 'is', null), eb('try_after', '<=', now)])])
}

/**
 * Frees what workers had that are no more; gives how often each was begun. A frozen one loses its connection, and so its
 * hold on the child.
 */
export async function takeOverExports({ kind }: Store, write: WriteDb, worker: string) {
  const silent =
    kind === 'pglite'
      ? sql<boolean>`true`
      : sql<boolean>`(beat_at < clock_timestamp() - ${LEASE} or
          (beat_at < clock_timestamp() - ${SILENCE} and not ${isHeld(sql`('export/' || children.number)`)}))`
  const orphans = await write
    .selectFrom('export_jobs')
    .innerJoin('children', 'children.id', 'export_jobs.child_id')
    .select(['export_jobs.id', 'worker', 'attempts', 'children.number as child'])
    .where('state', '=', 'queued')
    .where('worker', 'is not', null)
    .where('worker', '!=', worker)
    .where(silent)
    .forUpdate('export_jobs')
    .skipLocked()
    .execute()
  if (kind === 'postgres')
    for (const one of orphans) await breakHold(write, exportLock(one.child), String(one.worker))
  await write
    .updateTable('export_jobs')
    .set({ worker: null, beat_at: null })
    .where('id', '=', anyUuid(orphans.map(({ id }) => id)))
    .execute()
  return orphans
}

/** Tells that the worker is at it. False when the work is no longer its own. */
export async function beatExport(write: WriteDb, claim: ExportClaim): Promise<boolean> {
  const { numUpdatedRows } = await ofClaim(write, claim)
    .set({ beat_at: sql`clock_timestamp()` })
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Marks it as made, in the transaction that records what was made. False, and nothing may be recorded, when another took it over. */
export async function settleExport(write: WriteDb, claim: ExportClaim, now: string): Promise<boolean> {
  const { numUpdatedRows } = await ofClaim(write, claim)
    .set({ state: 'made', ended_at: now, worker: null, beat_at: null, reason: null })
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Gives back what could not be made, for another time or for good. False when another took it over. */
export async function giveBackExport(
  write: WriteDb,
  claim: ExportClaim,
  change: Pick<Partial<ExportJobs>, 'state' | 'reason' | 'try_after' | 'ended_at'> & { attempts?: number },
): Promise<boolean> {
  const { numUpdatedRows } = await ofClaim(write, claim)
    .set({ worker: null, beat_at: null, ...change })
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** A row that this worker has and nobody took since: the fence tells a worker from itself in an earlier life. */
function ofClaim(write: WriteDb, { id, worker, fence }: ExportClaim) {
  return write
    .updateTable('export_jobs')
    .where('id', '=', id)
    .where('worker', '=', worker)
    .where('fence', '=', fence)
    .where('state', '=', 'queued')
}

/** Gives up what no worker has. */
export async function failExports(write: WriteDb, ids: readonly string[], reason: string, now: string) {
  await write
    .updateTable('export_jobs')
    .set({ state: 'failed', reason, ended_at: now })
    .where('id', '=', anyUuid(ids))
    .where('worker', 'is', null)
    .execute()
}

export async function countWaitingExports(read: ReadDb): Promise<number> {
  const { count } = await read
    .selectFrom('export_jobs')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('state', '=', 'queued')
    .executeTakeFirstOrThrow()
  return count
}

/** What waits, the first that may be begun first; `making` is what a worker has in hand. */
export function listWaitingExports(read: ReadDb) {
  return read
    .selectFrom('export_jobs')
    .innerJoin('children', 'children.id', 'export_jobs.child_id')
    .select(['children.number as child', 'try_after', 'reason'])
    .select(sql<boolean>`worker is not null`.as('making'))
    .where('state', '=', 'queued')
    .orderBy(sql`try_after nulls first`)
    .orderBy('asked_at')
    .orderBy('children.number')
    .execute()
}

/** Of which children an export waits. */
export async function listWaitingChildren(read: ReadDb): Promise<ReadonlySet<number>> {
  const rows = await read.selectFrom('export_jobs').select('child_id').where('state', '=', 'queued').execute()
  return new Set(rows.map(({ child_id }) => child_id))
}

/** What these children wait for is not made any more. */
export async function dropWaitingExports(write: WriteDb, childIds: readonly number[]): Promise<void> {
  await write
    .deleteFrom('export_jobs')
    .where('child_id', '=', anyNumber(childIds))
    .where('state', '=', 'queued')
    .execute()
}
