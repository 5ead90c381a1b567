import type { Store } from '../store/open.ts'
import type { Queue } from '../store/queue.ts'
import { EXPIRE_CREDITS, expireCreditsJob } from './expire-credits.ts'
import { REMIND_EXPORTS, remindExportsJob } from './export/remind-exports.ts'
import { FLAG_UNANSWERED, flagUnansweredJob } from './flag-unanswered.ts'
import type { FindPolicy, Job } from './job.ts'
import { REMIND_CONSENTS, remindConsentsJob } from './remind-consents.ts'
import { type RunOptions, type RunResult, runJob, runSlot } from './run.ts'
import type { Scheduled } from './slot.ts'
import { WARN_EXPIRING_CREDITS, warnExpiringCreditsJob } from './warn-expiring-credits.ts'
import { WEEKLY_NEWS, weeklyNewsJob } from './weekly-news.ts'
import { withQueue } from './with-queue.ts'

/** A job of the night, ready to run: it brings its own options and opens what it needs. */
export interface NightlyJob extends Scheduled {
  readonly summary: string
  run(store: Store, run: RunOptions, findPolicy: FindPolicy): Promise<RunResult<unknown, object>>
  /** Undefined when that slot had its run. */
  runSlot(
    store: Store,
    run: RunOptions,
    findPolicy: FindPolicy,
    slot: string,
  ): Promise<RunResult<unknown, object> | undefined>
}

export const jobs: readonly NightlyJob[] = [
  nightly(EXPIRE_CREDITS, () => expireCreditsJob),
  nightly(FLAG_UNANSWERED, flagUnansweredJob),
  nightly(REMIND_EXPORTS, remindExportsJob),
  nightly(REMIND_CONSENTS, remindConsentsJob),
  nightly(WARN_EXPIRING_CREDITS, warnExpiringCreditsJob),
  nightly(WEEKLY_NEWS, weeklyNewsJob),
]

export function findJob(name: string): NightlyJob | undefined {
  return jobs.find((job) => job.name === name)
}

function nightly<Plan, Report extends object>(
  about: Scheduled & Pick<NightlyJob, 'summary'>,
  build: (queue: Queue, findPolicy: FindPolicy) => Job<object, Plan, Report>,
): NightlyJob {
  return {
    ...about,
    run: (store, run, findPolicy) =>
      withQueue(store, (queue) => runJob(store, build(queue, findPolicy), {}, run)),
    runSlot: (store, run, findPolicy, slot) =>
      withQueue(store, (queue) => runSlot(store, build(queue, findPolicy), {}, run, slot)),
  }
}
