import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Moment, PolicyRef } from '../rules/index.ts'
import { reading, type Store, type WriteDb } from '../store/open.ts'
import { insertRun, isSlotTaken } from '../store/runs.ts'
import { recordFailure } from './failed-run.ts'
import type { Job, RunRef, RunSummary } from './job.ts'

export interface RunOptions {
  readonly at: Moment
  readonly dryRun: boolean
  /** Milliseconds since the command began. */
  readonly elapsed: () => number
  /** Who runs it, if not whoever started this process. */
  readonly actor?: string
  /** The policy that decides, where one does and the job brings none. */
  readonly policy?: PolicyRef
  /** Another is at it: whoever has more to do than this leaves it to them, and others wait, as by default. */
  readonly whenBusy?: 'wait' | 'leave'
  /** Hears that a slot is free and its work begins. */
  readonly onBegin?: () => void
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
  if (run.dryRun) return resultOf(job, await job.plan(store.read, options, run.at))
  return inRun(store, aboutOf(job, options), run, (write, ref) => applyJob(write, job, options, run.at, ref))
}

/**
 * The same for a run that is owed once, for instance `expire-credits 2026-03-02`: undefined when
 * that slot had its run, here or on another machine, or was left to whoever is at it.
 */
export async function runSlot<Options, Plan, Report>(
  store: Store,
  job: Job<Options, Plan, Report>,
  options: Options,
  run: RunOptions,
  slot: string,
): Promise<RunResult<Plan, Report> | undefined> {
  const about = aboutOf(job, options)
  const apply = (write: WriteDb, ref: RunRef) => applyJob(write, job, options, run.at, ref)
  return orFailed(store, about, run, async (write, row) => {
    if (run.whenBusy !== 'leave') await takeLock(write, about.lock)
    else if (!(await tryLock(write, about.lock))) return undefined
    if (await isSlotTaken(reading(write), slot)) return undefined
    run.onBegin?.()
    return leaveRun(write, { ...row, slot }, run, apply)
  })
}

/** What a run is called, and what is kept of it. */
export interface RunAbout {
  readonly job: string
  /** Runs with the same name wait for each other. */
  readonly lock: string
  readonly policy?: PolicyRef
  readonly options: object
}

/** Does work in one transaction, under its lock, and leaves the row of the run in that same transaction. */
export async function inRun<T extends { readonly summary: RunSummary }>(
  store: Store,
  about: RunAbout,
  run: RunOptions,
  work: (write: WriteDb, ref: RunRef) => Promise<T>,
): Promise<T & { readonly run: string }> {
  return orFailed(store, about, run, async (write, row) => {
    await takeLock(write, about.lock)
    return leaveRun(write, { ...row, slot: null }, run, work)
  })
}

/** A failure is rolled back and leaves its row only. */
async function orFailed<T>(
  store: Store,
  about: RunAbout,
  run: RunOptions,
  work: (write: WriteDb, row: BareRun) => Promise<T>,
): Promise<T> {
  const row = rowOf(about, run)
  try {
    return await store.transaction((write) => work(write, row))
  } catch (error) {
    await recordFailure(store, row, error)
    throw error
  }
}

async function leaveRun<T extends { readonly summary: RunSummary }>(
  write: WriteDb,
  row: BareRun & { readonly slot: string | null },
  { elapsed }: RunOptions,
  work: (write: WriteDb, ref: RunRef) => Promise<T>,
): Promise<T & { readonly run: string }> {
  const done = await work(write, { id: row.id })
  const { outcome, counts, findings } = done.summary
  await insertRun(write, {
    ...row,
    outcome,
    counts: JSON.stringify(counts),
    findings: JSON.stringify(findings),
    duration_ms: Math.round(elapsed()),
  })
  return { ...done, run: row.id }
}

type BareRun = ReturnType<typeof rowOf>

/** What the row of a run says of it, however it ends. */
function rowOf({ job, options, policy: own }: RunAbout, { at, policy: given, actor, elapsed }: RunOptions) {
  const policy = own ?? given
  return {
    id: randomUUID(),
    job,
    at: at.now.toString(),
    ...(actor && { actor }),
    options: JSON.stringify(options),
    policy: policy ? `${policy.name} ${policy.from}` : null,
    duration_ms: Math.round(elapsed()),
  }
}

function aboutOf<Options, Plan, Report>(job: Job<Options, Plan, Report>, options: Options): RunAbout {
  return {
    job: job.name,
    lock: job.lock?.(options) ?? job.name,
    ...(job.policy && { policy: job.policy }),
    options: job.describe?.(options) ?? {},
  }
}

async function applyJob<Options, Plan, Report>(
  write: WriteDb,
  job: Job<Options, Plan, Report>,
  options: Options,
  at: Moment,
  ref: RunRef,
): Promise<RunResult<Plan, Report>> {
  const plan = await job.plan(reading(write), options, at)
  await job.apply(write, plan, at, ref)
  return resultOf(job, plan)
}

function resultOf<Options, Plan, Report>(
  job: Job<Options, Plan, Report>,
  plan: Plan,
): RunResult<Plan, Report> {
  return { plan, report: job.report(plan), summary: job.summarise(plan) }
}

/**
 * Whoever decides or answers a request, the portal too, holds this lock while doing so: the last place
 * of a group and a child's credit are looked at by one at a time. docs/database.md has it in SQL.
 */
export const REQUESTS_LOCK = 'requests'

/** Imports of all kinds, and what takes them back: a contract is judged beside the children that another may be changing. */
export const IMPORT_LOCK = 'import'

/** Held until the transaction ends; organisations in one database do not wait for each other. */
export async function takeLock(write: WriteDb, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(current_schema() || '/' || ${name}, 0))`.execute(
    write,
  )
}

/** The same, unless somebody holds it: then false, at once. */
async function tryLock(write: WriteDb, name: string): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(current_schema() || '/' || ${name}, 0)) as held`.execute(
    write,
  )
  return rows[0]?.held === true
}
