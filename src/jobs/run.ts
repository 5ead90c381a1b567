import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Moment, PolicyRef } from '../rules/index.ts'
import { reading, type Store, type WriteDb } from '../store/open.ts'
import { insertRun, isSlotTaken } from '../store/runs.ts'
import type { Job, RunSummary } from './job.ts'

export interface RunOptions {
  readonly at: Moment
  readonly dryRun: boolean
  /** Milliseconds since the command began. */
  readonly elapsed: () => number
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
  return store.transaction(async (write) => {
    await takeLock(write, job.lock?.(options) ?? job.name)
    return applyJob(write, job, options, run)
  })
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
  return store.transaction(async (write) => {
    await takeLock(write, job.lock?.(options) ?? job.name)
    if (await isSlotTaken(reading(write), slot)) return undefined
    return applyJob(write, job, options, run, slot)
  })
}

async function applyJob<Options, Plan, Report>(
  write: WriteDb,
  job: Job<Options, Plan, Report>,
  options: Options,
  { at, policy, elapsed }: RunOptions,
  slot?: string,
): Promise<RunResult<Plan, Report>> {
  const id = randomUUID()
  const plan = await job.plan(reading(write), options, at)
  await job.apply(write, plan, at, { id })
  const summary = job.summarise(plan)
  await insertRun(write, {
    id,
    job: job.name,
    slot: slot ?? null,
    at: at.now.toString(),
    options: JSON.stringify(options),
    policy: policy ? `${policy.name} ${policy.from}` : null,
    outcome: summary.outcome,
    counts: JSON.stringify(summary.counts),
    findings: JSON.stringify(summary.findings),
    duration_ms: Math.round(elapsed()),
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
