import type { Moment } from '../rules/index.ts'
import type { ReadDb } from '../store/open.ts'
import { listTakenSlots } from '../store/runs.ts'
import { inOrder, isDue, type Scheduled, slotAt } from './slot.ts'

export interface OwedSlot<Job> {
  readonly job: Job
  readonly slot: string
}

/** What is owed now and had no run, here or on another machine, in the order in which it became owed. */
export async function listOwed<Job extends Scheduled>(
  read: ReadDb,
  jobs: readonly Job[],
  at: Moment,
): Promise<readonly OwedSlot<Job>[]> {
  const ran = await listTakenSlots(
    read,
    jobs.map((job) => slotAt(job, at).name),
  )
  return owedSlots(jobs, new Set(ran), at)
}

/**
 * What is owed at a moment: each job whose time has come and that did not run today, this week or this hour, in order
 * of time. A job catches up by the data, so a day that was missed altogether is not owed any more.
 */
export function owedSlots<Job extends Scheduled>(
  jobs: readonly Job[],
  ranSlots: ReadonlySet<string>,
  at: Moment,
): readonly OwedSlot<Job>[] {
  const due = jobs.filter((job) => isDue(job, at)).map((job) => ({ job, ...slotAt(job, at) }))
  return inOrder(due)
    .filter(({ name }) => !ranSlots.has(name))
    .map(({ job, name }) => ({ job, slot: name }))
}
