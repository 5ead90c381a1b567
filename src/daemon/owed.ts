import type { IsoDate, Moment, WallTime } from '../rules/index.ts'

export interface Scheduled {
  readonly name: string
  /** The time of day, `HH:MM` in Amsterdam, from which today's run is owed. */
  readonly schedule: string
}

export interface OwedSlot<Job> {
  readonly job: Job
  readonly slot: string
}

/** The one run of a job on a day. */
export function slotOf(job: Scheduled, date: IsoDate): string {
  return `${job.name} ${date}`
}

/**
 * What is owed at a moment: each job whose time of day has come and that did not run today, in order
 * of time. A job catches up by the data, so a day that was missed altogether is not owed any more.
 */
export function owedSlots<Job extends Scheduled>(
  jobs: readonly Job[],
  ranSlots: ReadonlySet<string>,
  at: Moment,
): readonly OwedSlot<Job>[] {
  const time = at.wall.slice(11, 16) as WallTime
  return jobs
    .filter((job) => job.schedule <= time)
    .map((job) => ({ job, slot: slotOf(job, at.today) }))
    .filter(({ slot }) => !ranSlots.has(slot))
    .toSorted((one, other) => (one.job.schedule < other.job.schedule ? -1 : 1))
}
