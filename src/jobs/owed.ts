import type { Moment } from '../rules/index.ts'
import type { ReadDb } from '../store/open.ts'
import { listTakenSlots } from '../store/runs.ts'
import { inOrder, openSlots, type Scheduled } from './slot.ts'

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
    jobs.flatMap((job) => openSlots(job, at)).map(({ name }) => name),
  )
  return owedSlots(jobs, new Set(ran), at)
}

/**
 * What is owed at a moment, in order of time: each job whose time has come and that had no run since. A job catches up
 * by the data, so a day that was missed altogether is not owed any more.
 */
export function owedSlots<Job extends Scheduled>(
  jobs: readonly Job[],
  ranSlots: ReadonlySet<string>,
  at: Moment,
): readonly OwedSlot<Job>[] {
  const due = jobs.flatMap((job) => openSlots(job, at).map((slot) => ({ job, ...slot })))
  return inOrder(due)
    .filter(({ name }) => !ranSlots.has(name))
    .map(({ job, name }) => ({ job, slot: name }))
}
