import { randomUUID } from 'node:crypto'
import { addAudit } from '../../store/audit.ts'
import { askExports, countWaitingExports, listWaitingChildren } from '../../store/export-jobs.ts'
import type { ReadDb, Store } from '../../store/open.ts'
import { listChildren } from '../../store/people.ts'
import type { JobQueue } from '../../store/queue.ts'
import type { Job } from '../job.ts'
import { type Choice, chooseChildren } from './choose/choose-children.ts'

interface Asked {
  readonly child: string
  readonly childId: number
}

interface QueuePlan {
  readonly asked: readonly Asked[]
  readonly waiting: readonly string[]
}

/** Asks for exports by hand: `queued + waiting = children that are meant`. */
export function queueExportsJob(
  queue: JobQueue<string>,
): Job<Choice, QueuePlan, { readonly queued: readonly string[]; readonly waiting: readonly string[] }> {
  return {
    name: 'queue-exports',
    summary: 'ask for departure exports (LK-15)',
    plan: (read, choice, at) => chooseChildren(read, choice, at).then((numbers) => planFor(read, numbers)),
    apply: async (write, { asked }, at, run) => {
      const now = at.now.toString()
      const jobs = asked.map(({ childId }) => ({
        id: randomUUID(),
        key: `by-hand/${childId}/${now}`,
        child_id: childId,
        cause: 'by-hand' as const,
      }))
      await askExports(write, queue, jobs, now)
      const children = asked.map(({ child }) => child)
      const entry = { at: now, run_id: run.id, action: 'exports asked', subject: 'exports' }
      await addAudit(write, { ...entry, details: JSON.stringify({ children }) })
    },
    report: ({ asked, waiting }) => ({ queued: asked.map(({ child }) => child), waiting }),
    summarise: ({ asked, waiting }) => ({
      outcome: 'done',
      counts: { queued: asked.length, waiting: waiting.length },
      findings: [],
    }),
  }
}

async function planFor(read: ReadDb, numbers: readonly string[]): Promise<QueuePlan> {
  const children = await listChildren(read, numbers)
  const busy = await listWaitingChildren(read)
  const asked = children.filter(({ id }) => !busy.has(id))
  const waiting = children.filter(({ id }) => busy.has(id)).map(({ number }) => number)
  return { asked: asked.map(({ id, number }) => ({ childId: id, child: number })), waiting }
}

/** Of how many children the exports wait. */
export function countQueued({ read }: Store): Promise<number> {
  return countWaitingExports(read)
}
