import type { Store } from '../store/open.ts'
import type { Queue } from '../store/queue.ts'
import { EXPIRE_CREDITS, expireCreditsJob } from './expire-credits.ts'
import { REMIND_EXPORTS, remindExportsJob } from './export/remind-exports.ts'
import { FLAG_UNANSWERED, flagUnansweredJob } from './flag-unanswered.ts'
import type { Job } from './job.ts'
import { type RunOptions, type RunResult, runJob, runSlot } from './run.ts'
import { withQueue } from './with-queue.ts'

/** A job of the night, ready to run: it brings its own options and opens what it needs. */
export interface NightlyJob {
  readonly name: string
  readonly summary: string
  /** The time of day, `HH:MM` in Amsterdam, from which today's run is owed; never between 02:00 and 03:00, which some days lack. */
  readonly schedule: string
  run(store: Store, run: RunOptions): Promise<RunResult<unknown, object>>
  /** Undefined when that slot had its run. */
  runSlot(store: Store, run: RunOptions, slot: string): Promise<RunResult<unknown, object> | undefined>
}

export const jobs: readonly NightlyJob[] = [
  nightly(EXPIRE_CREDITS, () => expireCreditsJob),
  nightly(FLAG_UNANSWERED, flagUnansweredJob),
  nightly(REMIND_EXPORTS, remindExportsJob),
]

export function findJob(name: string): NightlyJob | undefined {
  return jobs.find((job) => job.name === name)
}

function nightly<Plan, Report extends object>(
  about: Pick<NightlyJob, 'name' | 'summary' | 'schedule'>,
  build: (queue: Queue) => Job<object, Plan, Report>,
): NightlyJob {
  return {
    ...about,
    run: (store, run) => withQueue(store, (queue) => runJob(store, build(queue), {}, run)),
    runSlot: (store, run, slot) => withQueue(store, (queue) => runSlot(store, build(queue), {}, run, slot)),
  }
}
