import { fromKysely, fromPglite, PgBoss } from 'pg-boss'
import type { Driver, Store, WriteDb } from './open.ts'
import { queueSchemaOf } from './queue-version.ts'
import { urgencyOf } from './urgency.ts'

/**
 * The queue that hands out work to whoever does it: a job is put in with the transaction of its cause, and commits
 * and rolls back with it. A job has the id of its row. It is gone once it is taken: from then on that row says who
 * has it. The queue lives in a schema of its own beside the organisation's.
 */
export interface JobQueue<Item> {
  /** One job for each item; one that waits already is not queued twice. */
  put(write: WriteDb, items: readonly Item[]): Promise<void>
  /** At most so many whose turn it is, by id, the urgent first and then the oldest, but in no order, taken out with this transaction. */
  take(write: WriteDb, most: number): Promise<readonly string[]>
}

/** Of mails; beside it that of departure exports. */
export interface Queue extends JobQueue<QueuedMail> {
  readonly exports: JobQueue<string>
  close(): Promise<void>
}

export interface QueuedMail {
  readonly id: string
  readonly template: string
}

const MAIL = 'mail'
const EXPORT = 'export'

/**
 * `late`: started when something is first put in or taken out. Most jobs of a night do neither, and to start takes longer
 * than they do; but then it needs a connection beside that of the transaction which puts something in. An embedded
 * database has no other, so there it is started now.
 */
export async function openQueue(
  store: Store,
  { late = false }: { readonly late?: boolean } = {},
): Promise<Queue> {
  let started: Promise<PgBoss> | undefined
  const boss = () => {
    started ??= start(store, false)
    return started
  }
  if (!late || store.kind === 'pglite') await boss()
  return {
    ...jobsIn(boss, MAIL, ({ id, template }: QueuedMail) => ({ id, priority: urgencyOf(template) })),
    exports: jobsIn(boss, EXPORT, (id: string) => ({ id, priority: 0 })),
    close: async () => (await started?.catch(() => undefined))?.stop({ graceful: false, close: false }),
  }
}

function jobsIn<Item>(
  boss: () => Promise<PgBoss>,
  name: string,
  jobOf: (item: Item) => { readonly id: string; readonly priority: number },
): JobQueue<Item> {
  return {
    async put(write, items) {
      if (items.length > 0) await (await boss()).insert(name, items.map(jobOf), { db: fromKysely(write) })
    },
    async take(write, most) {
      const db = fromKysely(write)
      const queue = await boss()
      const ids = (await queue.fetch(name, { batchSize: most, db })).map(({ id }) => id)
      if (ids.length > 0) await queue.deleteJob(name, ids, { db })
      return ids
    },
  }
}

/** Creates the queue's own schema and queues, or brings them up to date. */
export async function migrateQueue(store: Store): Promise<void> {
  const boss = await start(store, true)
  const queue = { retryLimit: 1_000_000, retryDelay: 0, expireInSeconds: 300 }
  for (const name of [MAIL, EXPORT]) {
    if (!(await boss.getQueue(name))) await boss.createQueue(name, queue)
  }
  await boss.stop({ graceful: false, close: false })
}

async function start(store: Store, migrate: boolean): Promise<PgBoss> {
  const boss = bossOf(store, migrate)
  await boss.start()
  return boss
}

function bossOf(store: Store, migrate: boolean): PgBoss {
  const boss = new PgBoss({
    db: databaseOf(store.driver),
    backend: store.kind,
    schema: queueSchemaOf(store),
    migrate,
    createSchema: migrate,
    // A run of a command is over before anybody could look it up there, and a dry run writes nothing.
    registerInstance: false,
    supervise: false,
    schedule: false,
  })
  boss.on('error', () => {})
  return boss
}

/** Kysely runs one statement at a time; the queue creates its tables with many in one text. */
function databaseOf(driver: Driver): ReturnType<typeof fromPglite> {
  if ('pglite' in driver) return fromPglite(driver.pglite)
  return { executeSql: (text, values) => driver.pool.query(text, values) }
}
