import type { RunFinding } from '../jobs/job.ts'
import type { NightlyJob } from '../jobs/nightly.ts'
import { type OwedSlot, owedSlots } from '../jobs/owed.ts'
import type { RunOptions } from '../jobs/run.ts'
import type { Moment } from '../rules/index.ts'
import { listTakenSlots } from '../store/runs.ts'
import { listLastSuccesses } from '../store/watch.ts'
import { DAEMON } from './actor.ts'
import { attempt } from './attempt.ts'
import type { Backoff } from './backoff.ts'
import type { Visit } from './databases.ts'
import type { Member } from './organisation.ts'
import type { Watcher } from './watch.ts'

export interface NightOptions {
  readonly watcher: Required<Watcher>
  readonly signal: AbortSignal
  /** A clock in milliseconds. */
  readonly elapsed: () => number
}

/** The jobs of organisations, with what is known of them by now. */
export interface Night {
  /** Runs what an organisation is owed, each job on its own: one that fails is tried again later, the others run. */
  runOwed(visit: Visit, member: Member, at: Moment): Promise<void>
}

/** A job that failed for a reason that lasts is not to fail each minute. */
export const AFTER_FAILURE = { first: 60_000, longest: 3_600_000 }

export function openNight(options: NightOptions, failures: Backoff): Night {
  const { watcher, signal } = options
  // Of each organisation the slots that are due and had their run: nobody needs to be asked about them again.
  const known = new Map<string, ReadonlySet<string>>()

  /** What is owed as far as is known here; another may have done it since. */
  async function findOwed({ organisation: { name, store } }: Visit, { jobs }: Member, at: Moment) {
    const due = owedSlots(jobs, new Set(), at)
    const before = known.get(name)
    const open = due.map(({ slot }) => slot).filter((slot) => !before?.has(slot))
    if (before && open.length === 0) return []
    const taken = new Set([...(before ?? []), ...(await listTakenSlots(store.read, open))])
    known.set(name, new Set(due.flatMap(({ slot }) => (taken.has(slot) ? slot : []))))
    const owed = due.filter(({ slot }) => !taken.has(slot))
    const last = await listLastSuccesses(
      store.read,
      jobs.map((job) => job.name),
    )
    const off = jobs.flatMap((job) => (job.isOff ? job.name : []))
    watcher.stands(name, { owed: owed.map(({ job }) => job.name), last, off })
    return owed
  }

  async function runOne(visit: Visit, member: Member, { job, slot }: OwedSlot<NightlyJob>, at: Moment) {
    const { name } = visit.organisation
    const item = { organisation: name, what: job.name, slot }
    const key = `${name} ${job.name}`
    const now = at.now.epochMilliseconds
    if (!failures.mayTry(key, now)) return
    const tried = await attempt(item, visit, watcher, () =>
      runSlotOf(visit, member, { job, slot }, at, options),
    )
    if (tried) failures.succeeded(key)
    else failures.failed(key, now)
  }

  return {
    async runOwed(visit, member, at) {
      for (const owed of await findOwed(visit, member, at)) {
        if (signal.aborted) return
        await runOne(visit, member, owed, at)
      }
    },
  }
}

async function runSlotOf(
  { organisation: { name, store } }: Visit,
  { night }: Member,
  { job, slot }: OwedSlot<NightlyJob>,
  at: Moment,
  { watcher, elapsed }: NightOptions,
): Promise<void> {
  const item = { organisation: name, what: job.name, slot }
  const began = elapsed()
  const policy = await night.policy(at).catch(() => undefined)
  const run: RunOptions = {
    at,
    ...(policy && { policy: policy.ref }),
    dryRun: false,
    actor: DAEMON,
    whenBusy: 'leave',
    onBegin: () => watcher.started(item),
    elapsed: () => elapsed() - began,
  }
  const result = await job.runSlot(store, night, run, slot)
  if (!result) return
  const { counts, findings, outcome } = result.summary
  watcher.ended(item, {
    ...(outcome === 'partial' && { outcome }),
    counts,
    findings: findings.flatMap(troubleIn),
    ...(result.run !== undefined && { run: result.run }),
    milliseconds: run.elapsed(),
  })
}

/** What somebody should do something about. What runs find holds no personal data. */
function troubleIn(finding: unknown): readonly string[] {
  const { message, severity } = finding as Partial<RunFinding>
  return message === undefined || severity === 'note' ? [] : [message]
}
