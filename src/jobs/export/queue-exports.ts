import { randomUUID } from 'node:crypto'
import { momentOf, type WallMoment } from '../../rules/index.ts'
import { addAudit } from '../../store/audit.ts'
import {
  askExports,
  countWaitingExports,
  listWaitingChildren,
  listWaitingExports,
} from '../../store/export-jobs.ts'
import type { ReadDb, Store } from '../../store/open.ts'
import { listChildren } from '../../store/people.ts'
import type { JobQueue } from '../../store/queue.ts'
import type { Job } from '../job.ts'
import { type Choice, chooseChildren } from './choose/choose-children.ts'

interface Asked {
  readonly child: string
  readonly childId: number
}

export interface QueueOptions extends Choice {
  /** With more bytes of photos and videos than this one ZIP becomes several; left out: as the settings say when it is made. */
  readonly split?: number | undefined
}

interface QueuePlan {
  readonly asked: readonly Asked[]
  readonly waiting: readonly string[]
  readonly split: number | undefined
}

/** Asks for exports by hand: `queued + waiting = children that are meant`. */
export function queueExportsJob(
  queue: JobQueue<string>,
): Job<QueueOptions, QueuePlan, { readonly queued: readonly string[]; readonly waiting: readonly string[] }> {
  return {
    name: 'queue-exports',
    summary: 'ask for departure exports (LK-15)',
    plan: async (read, { split, ...choice }, at) => ({
      ...(await planFor(read, await chooseChildren(read, choice, at))),
      split,
    }),
    apply: async (write, { asked, split }, at, run) => {
      const now = at.now.toString()
      const jobs = asked.map(({ childId }) => ({
        id: randomUUID(),
        key: `by-hand/${childId}/${now}`,
        child_id: childId,
        cause: 'by-hand' as const,
        split,
      }))
      await askExports(write, queue, jobs, now)
      const children = asked.map(({ child }) => child)
      const entry = { at: now, run_id: run.id, action: 'exports asked', subject: 'exports' }
      await addAudit(write, { ...entry, details: JSON.stringify({ children, split }) })
    },
    report: ({ asked, waiting }) => ({ queued: asked.map(({ child }) => child), waiting }),
    summarise: ({ asked, waiting }) => ({
      outcome: 'done',
      counts: { queued: asked.length, waiting: waiting.length },
      findings: [],
    }),
  }
}

async function planFor(read: ReadDb, numbers: readonly string[]): Promise<Omit<QueuePlan, 'split'>> {
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

/** An export that waits, and what for. */
export interface WaitingExport {
  readonly child: string
  /** Somebody is at it now. */
  readonly making: boolean
  /** On the wall clock; undefined: it may be begun at once. */
  readonly until?: WallMoment
  /** Why it was put off, where that is known. */
  readonly reason?: string
}

export async function viewWaiting({ read }: Pick<Store, 'read'>): Promise<readonly WaitingExport[]> {
  const rows = await listWaitingExports(read)
  return rows.map(({ child, making, try_after, reason }) => ({
    child,
    making,
    ...(try_after && !making && { until: momentOf(try_after).wall }),
    ...(reason && { reason }),
  }))
}
