import { isDue, type Scheduled, slotOf } from '../jobs/slot.ts'
import type { Moment } from '../rules/index.ts'

export interface OwedSlot<Job> {
  readonly job: Job
  readonly slot: string
}

/**
 * What is owed at a moment: each job whose time has come and that did not run today, or this week, in order
 * of time. A job catches up by the data, so a day that was missed altogether is not owed any more.
 */
export function owedSlots<Job extends Scheduled>(
  jobs: readonly Job[],
  ranSlots: ReadonlySet<string>,
  at: Moment,
): readonly OwedSlot<Job>[] {
  return jobs
    .filter((job) => isDue(job, at))
    .map((job) => ({ job, slot: slotOf(job, at.today) }))
    .filter(({ slot }) => !ranSlots.has(slot))
    .toSorted((one, other) => (one.job.schedule < other.job.schedule ? -1 : 1))
}
