import { schedule } from 'node-cron'
import type { NightlyJob, NightSettings } from '../jobs/nightly.ts'
import { owedSlots } from '../jobs/owed.ts'
import { slotOf } from '../jobs/slot.ts'
import type { Moment, PolicyRef } from '../rules/index.ts'
import type { Store } from '../store/open.ts'
import { listTakenSlots } from '../store/runs.ts'
import { DAEMON } from './actor.ts'

export interface DaemonOptions {
  /** Ends the daemon after what it is doing. */
  readonly signal: AbortSignal
  readonly now: () => Moment
  /** What jobs need of the settings; each run is recorded with the policy in force. */
  readonly settings: NightSettings
  readonly log: (line: string) => void
  /** An error of one item; the daemon goes on, and what failed is owed again the next minute. */
  readonly onError: (what: string, error: unknown) => void
  /** An item came to its end, so that an error of it is news again. */
  readonly onSuccess?: (what: string) => void
}

/**
 * Runs what is owed, then delivers waiting mail: now and every minute, until the signal. The ticker
 * only looks; what is owed follows from the data, so a tick too many or too few does no harm.
 */
export async function startDaemon(
  store: Store,
  jobs: readonly NightlyJob[],
  deliver: (at: Moment) => Promise<void>,
  options: DaemonOptions,
): Promise<void> {
  const { signal } = options
  const ended = new Promise<void>((resolve) =>
    signal.addEventListener('abort', () => resolve(), { once: true }),
  )
  let turn = Promise.resolve()
  const tick = () => {
    turn = turn.then(() => work(store, jobs, deliver, options))
    return turn
  }
  await tick()
  if (signal.aborted) return
  const ticker = schedule('* * * * *', tick, { timezone: 'Europe/Amsterdam', noOverlap: true })
  await ended
  await ticker.destroy()
  await turn
}

async function work(
  store: Store,
  jobs: readonly NightlyJob[],
  deliver: (at: Moment) => Promise<void>,
  options: DaemonOptions,
): Promise<void> {
  const at = options.now()
  await attempt('what is owed', options, () => runOwed(store, jobs, at, options))
  await attempt('mail', options, () => deliver(at))
}

async function runOwed(store: Store, jobs: readonly NightlyJob[], at: Moment, options: DaemonOptions) {
  const slots = jobs.map((job) => slotOf(job, at))
  const ran = new Set(await listTakenSlots(store.read, slots))
  const owed = owedSlots(jobs, ran, at)
  const policy = await options.settings.policy(at)
  for (const { job, slot } of owed) {
    await attempt(job.name, options, () => runOne(store, job, slot, { at, policy: policy?.ref }, options))
  }
}

async function runOne(
  store: Store,
  job: NightlyJob,
  slot: string,
  { at, policy }: { readonly at: Moment; readonly policy: PolicyRef | undefined },
  { settings, log }: DaemonOptions,
) {
  const began = performance.now()
  const run = {
    at,
    ...(policy && { policy }),
    dryRun: false,
    actor: DAEMON,
    elapsed: () => performance.now() - began,
  }
  const result = await job.runSlot(store, settings, run, slot)
  if (!result) return
  const counts = Object.entries(result.summary.counts).map(([what, count]) => `${count} ${what}`)
  log(`${slot}: ${counts.join(', ')}`)
}

async function attempt(
  what: string,
  { signal, onError, onSuccess }: DaemonOptions,
  item: () => Promise<void>,
): Promise<void> {
  if (signal.aborted) return
  try {
    await item()
    onSuccess?.(what)
  } catch (error) {
    onError(what, error)
  }
}
