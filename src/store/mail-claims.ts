import { type ExpressionBuilder, type RawBuilder, sql } from 'kysely'
import { anyUuid } from './batch.ts'
import type { StoredMail } from './mails.ts'
import type { ReadDb, Store, WriteDb } from './open.ts'
import type { Queue } from './queue.ts'
import type { MailState, Tables } from './tables.ts'
import { urgencyInSql, urgencyOf } from './urgency.ts'

/** After this long a mail is nobody's any more, also when the process that had it is only frozen. */
const LEASE = sql`interval '10 minutes'`

/**
 * Does work as a worker that others can see to be alive: it holds a lock for as long as its connection lives, so
 * that what a dead process had is free at once. An embedded database has one process, and so one worker.
 */
export async function asWorker<T>(store: Store, worker: string, work: () => Promise<T>): Promise<T> {
  if (store.kind === 'pglite') return work()
  return store.admin.connection().execute(async (holder) => {
    await sql`select pg_advisory_lock(${lockOf(sql`${worker}::text`)})`.execute(holder)
    try {
      return await work()
    } finally {
      await sql`select pg_advisory_unlock(${lockOf(sql`${worker}::text`)})`.execute(holder)
    }
  })
}

function lockOf(worker: RawBuilder<unknown>) {
  return sql`hashtextextended(current_schema() || '/mail-worker/' || ${worker}, 0)`
}

/** What a worker that is no more was sending, and may have sent, with the kind of mail that it is. */
export type Orphan = Pick<StoredMail, 'id' | 'template' | 'attempts' | 'tries' | 'first_tried_at'>

/** Frees the mails of workers that are no more. Returns those that were being sent, still claimed, for `endSending` to settle. */
export async function takeOver(write: WriteDb, worker: string): Promise<readonly Orphan[]> {
  const dead = await listDeadWorkers(write, worker)
  if (dead.length === 0) return []
  await write
    .updateTable('mails')
    .set({ worker: null, claimed_at: null })
    .where('worker', '=', anyUuid(dead))
    .where('state', '!=', 'sending')
    .execute()
  return write
    .updateTable('mails')
    .set({ worker, claimed_at: sql`clock_timestamp()` })
    .where('worker', '=', anyUuid(dead))
    .where('state', '=', 'sending')
    .returning(['id', 'template', 'attempts', 'tries', 'first_tried_at'])
    .execute()
}

/** On an embedded database every other worker is dead; elsewhere one that holds no lock, or has begun no mail for too long. */
async function listDeadWorkers(write: WriteDb, worker: string): Promise<readonly string[]> {
  const { rows } = await sql<{ worker: string }>`
    select worker from (
      select worker::text, max(claimed_at) as since from mails
      where worker is not null and worker <> ${worker}::uuid
      group by worker
    ) as other
    where since < clock_timestamp() - ${LEASE} or pg_try_advisory_xact_lock(${lockOf(sql`worker`)})`.execute(
    write,
  )
  return rows.map((row) => row.worker)
}

/** Queues what is due and waits for nobody else, the urgent first and then the oldest; how many that are. */
export async function queueDue(write: WriteDb, queue: Queue, now: string, most?: number): Promise<number> {
  const due = await write
    .selectFrom('mails')
    .select(['id', 'template'])
    .where(isDue(now))
    .where('worker', 'is', null)
    .orderBy(urgencyInSql(), 'desc')
    .orderBy('created_at')
    .orderBy('id')
    .$if(most !== undefined, (query) => query.limit(most as number))
    .execute()
  await queue.put(write, due)
  return due.length
}

/** Hands out at most so many mails that are due to this worker alone, the urgent first. */
export async function claimNext(
  write: WriteDb,
  queue: Pick<Queue, 'take'>,
  { worker, now, host, most }: { worker: string; now: string; host: string; most: number },
): Promise<{ readonly taken: number; readonly mails: readonly StoredMail[] }> {
  const ids = await queue.take(write, most)
  if (ids.length === 0) return { taken: 0, mails: [] }
  const mails = await write
    .updateTable('mails')
    .set({
      worker,
      claimed_at: sql`clock_timestamp()`,
      // The first time it gets its host, and from then on a retry carries the same.
      message_id: sql`case when message_id like '%@%' then message_id else message_id || '@' || ${host}::text end`,
    })
    .where('id', '=', anyUuid(ids))
    .where('worker', 'is', null)
    .where(isDue(now))
    .returningAll()
    .execute()
  return { taken: ids.length, mails: mails.toSorted(urgentFirst) }
}

function urgentFirst(one: StoredMail, other: StoredMail): number {
  return urgencyOf(other.template) - urgencyOf(one.template)
}

/** Gives back what this worker has and did not begin to send. */
export async function releaseClaimed(write: WriteDb, worker: string): Promise<void> {
  await write
    .updateTable('mails')
    .set({ worker: null, claimed_at: null })
    .where('worker', '=', sql<string>`${worker}::uuid`)
    .where('state', '!=', 'sending')
    .execute()
}

/** What becomes of the row of a mail. Moments are ISO 8601. */
export interface MailChange {
  readonly id: string
  readonly state: MailState
  readonly reason: string | null
  readonly attempts: number
  readonly tries: number
  readonly firstTriedAt: string | null
  readonly sentAt: string | null
  readonly tryAfter: string | null
}

/**
 * Settles mails of this worker and marks others of it as being sent, in one statement. Returns those that were
 * marked: what another worker has taken over by now is not, and a late change to it is not written.
 */
export async function turnMails(
  write: WriteDb,
  worker: string,
  ended: readonly MailChange[],
  beginning: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    with ended as (
      update mails set state = now.state, reason = now.reason, attempts = now.attempts, tries = now.tries,
        first_tried_at = now."firstTriedAt", sent_at = now."sentAt", try_after = now."tryAfter",
        worker = null, claimed_at = null
      from jsonb_to_recordset(${JSON.stringify(ended)}::jsonb) as now(id uuid, state text, reason text, attempts integer,
        tries integer, "firstTriedAt" timestamptz, "sentAt" timestamptz, "tryAfter" timestamptz)
      where mails.id = now.id and mails.worker = ${worker}::uuid
    )
    update mails set state = 'sending', claimed_at = clock_timestamp()
    where id = ${anyUuid(beginning)} and worker = ${worker}::uuid and state in ('queued', 'unknown')
    returning id::text`.execute(write)
  return rows.map(({ id }) => id)
}

/** How many mails wait, for now or for a later try, and how many are due; of all or of these. */
export async function countWaiting(read: ReadDb, now: string, only?: readonly string[]) {
  const query = read
    .selectFrom('mails')
    .select(({ fn }) => fn.countAll<number>().filterWhere('state', '!=', 'unknown').as('waiting'))
    .select(({ fn, eb }) => fn.countAll<number>().filterWhere(isDue(now)(eb)).as('due'))
    .where('state', 'in', ['queued', 'sending', 'unknown'])
  return (only ? query.where('id', '=', anyUuid(only)) : query).executeTakeFirstOrThrow()
}

/** How many mails other workers have now, or had when they died a moment ago. */
export async function countElsewhere(read: ReadDb, worker: string): Promise<number> {
  const { count } = await read
    .selectFrom('mails')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('worker', '!=', sql<string>`${worker}::uuid`)
    .executeTakeFirstOrThrow()
  return count
}

/** A mail of which nobody knows whether it arrived is due when it has a next try, and else is left to a person. */
function isDue(now: string) {
  return ({ eb, and, or }: ExpressionBuilder<Tables, 'mails'>) =>
    or([
      and([eb('state', '=', 'queued'), or([eb('try_after', 'is', null), eb('try_after', '<=', now)])]),
      and([eb('state', '=', 'unknown'), eb('try_after', '<=', now)]),
    ])
}
