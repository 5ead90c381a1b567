import { fromKysely, fromPglite, PgBoss } from 'pg-boss'
import type { Driver, Store, WriteDb } from './open.ts'

/**
 * The queue that carries mail: a job is put in with the transaction of its cause, and commits and
 * rolls back with it. It lives in a schema of its own beside the organisation's.
 */
export interface Queue {
  /** One job for each mail; a mail already waiting is not queued twice. */
  put(write: WriteDb, mails: readonly string[]): Promise<void>
  /** Up to `count` jobs, leased to this process. */
  take(count: number): Promise<readonly { readonly job: string; readonly mail: string }[]>
  done(jobs: readonly string[]): Promise<void>
  /** Back in the queue, for a later run. */
  giveBack(jobs: readonly string[]): Promise<void>
  close(): Promise<void>
}

const MAIL = 'mail'

export async function openQueue(store: Store): Promise<Queue> {
  const boss = await start(store, false)
  return {
    async put(write, mails) {
      const jobs = mails.map((mail) => ({ data: { mail }, singletonKey: mail }))
      if (jobs.length > 0) await boss.insert(MAIL, jobs, { db: fromKysely(write) })
    },
    async take(count) {
      const jobs = await boss.fetch<{ mail: string }>(MAIL, { batchSize: count })
      return jobs.map((job) => ({ job: job.id, mail: job.data.mail }))
    },
    done: async (jobs) => void (jobs.length > 0 && (await boss.complete(MAIL, [...jobs]))),
    giveBack: async (jobs) => void (jobs.length > 0 && (await boss.fail(MAIL, [...jobs]))),
    close: () => boss.stop({ graceful: false, close: false }),
  }
}

/** Creates the queue's own schema and queues, or brings them up to date. */
export async function migrateQueue(store: Store): Promise<void> {
  const boss = await start(store, true)
  const queue = { retryLimit: 1_000, retryDelay: 0, expireInSeconds: 300 }
  if (!(await boss.getQueue(MAIL))) await boss.createQueue(MAIL, queue)
  await boss.stop({ graceful: false, close: false })
}

async function start(store: Store, migrate: boolean): Promise<PgBoss> {
  const boss = new PgBoss({
    db: databaseOf(store.driver),
    backend: store.kind,
    schema: `${store.schema}_queue`,
    migrate,
    createSchema: migrate,
    supervise: false,
    schedule: false,
  })
  boss.on('error', () => {})
  await boss.start()
  return boss
}

/** Kysely runs one statement at a time; the queue creates its tables with many in one text. */
function databaseOf(driver: Driver): ReturnType<typeof fromPglite> {
  if ('pglite' in driver) return fromPglite(driver.pglite)
  return { executeSql: (text, values) => driver.pool.query(text, values) }
}
