import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Moment, PolicyRef } from '../rules/index.ts'
import { reading, type Store, type WriteDb } from '../store/open.ts'
import { insertRun, isSlotTaken } from '../store/runs.ts'
import { recordFailure } from './failed-run.ts'
import type { Job, RunSummary } from './job.ts'

export interface RunOptions {
  readonly at: Moment
  readonly dryRun: boolean
  /** Milliseconds since the command began. */
  readonly elapsed: () => number
  /** Who runs it, if not whoever started this process. */
  readonly actor?: string
  /** The policy that decides, where one does. */
  readonly policy?: PolicyRef
}

export interface RunResult<Plan, Report> {
  readonly plan: Plan
  readonly report: Report
  readonly summary: RunSummary
  /** The run's id; undefined for a dry run. */
  readonly run?: string
}

/**
 * Plans, and unless it is a dry run applies, a job. Reading, deciding and writing share one
 * transaction and one lock, so that nothing moves between the decision and its effect.
 */
export async function runJob<Options, Plan, Report>(
  store: Store,
  job: Job<Options, Plan, Report>,
  options: Options,
  run: RunOptions,
): Promise<RunResult<Plan, Report>> {
  if (run.dryRun) {
    const plan = await job.plan(store.read, options, run.at)
    return { plan, report: job.report(plan), summary: job.summarise(plan) }
  }
  return inTransaction(store, job, options, run, (write) => applyJob(write, job, options, run))
}

/**
 * The same for a run that is owed once, for instance `expire-credits 2026-03-02`: undefined when
 * that slot had its run, here or on another machine.
 */
export async function runSlot<Options, Plan, Report>(
  store: Store,
  job: Job<Options, Plan, Report>,
  options: Options,
  run: RunOptions,
  slot: string,
): Promise<RunResult<Plan, Report> | undefined> {
  return inTransaction(store, job, options, run, async (write) =>
    (await isSlotTaken(reading(write), slot)) ? undefined : applyJob(write, job, options, run, slot),
  )
}

/** Under the job's lock; a failure is rolled back and leaves its row only. */
async function inTransaction<Options, Plan, Report, T>(
  store: Store,
  job: Job<Options, Plan, Report>,
  options: Options,
  run: RunOptions,
  work: (write: WriteDb) => Promise<T>,
): Promise<T> {
  try {
    return await store.transaction(async (write) => {
      await takeLock(write, job.lock?.(options) ?? job.name)
      return work(write)
    })
  } catch (error) {
    await recordFailure(store, rowOf(job, options, run), error)
    throw error
  }
}

/** What the row of a run says of it, however it ends. */
function rowOf<Options, Plan, Report>(
  job: Job<Options, Plan, Report>,
  options: Options,
  { at, policy, actor, elapsed }: RunOptions,
) {
  return {
    id: randomUUID(),
    job: job.name,
    at: at.now.toString(),
    ...(actor && { actor }),
    options: JSON.stringify(job.describe?.(options) ?? {}),
    policy: policy ? `${policy.name} ${policy.from}` : null,
    duration_ms: Math.round(elapsed()),
  }
}

async function applyJob<Options, Plan, Report>(
  write: WriteDb,
  job: Job<Options, Plan, Report>,
  options: Options,
  run: RunOptions,
  slot?: string,
): Promise<RunResult<Plan, Report>> {
  const id = randomUUID()
  const plan = await job.plan(reading(write), options, run.at)
  await job.apply(write, plan, run.at, { id })
  const summary = job.summarise(plan)
  await insertRun(write, {
    ...rowOf(job, options, run),
    id,
    slot: slot ?? null,
    outcome: summary.outcome,
    counts: JSON.stringify(summary.counts),
    findings: JSON.stringify(summary.findings),
  })
  return { plan, report: job.report(plan), summary, run: id }
}

/**
 * Whoever decides or answers a request, the portal too, holds this lock while doing so: the last place
 * of a group and a child's credit are looked at by one at a time. docs/database.md has it in SQL.
 */
export const REQUESTS_LOCK = 'requests'

/** Held until the transaction ends; organisations in one database do not wait for each other. */
async function takeLock(write: WriteDb, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(current_schema() || '/' || ${name}, 0))`.execute(
    write,
  )
}
