import type { Moment, Policy, PolicyRef } from '../rules/index.ts'
import type { ReadDb, WriteDb } from '../store/open.ts'

/** Something that a run found, of which people should know: about data (with its place) or about a decision. */
export interface RunFinding {
  readonly code: string
  readonly message: string
  /** Something to know, and nothing to do about. */
  readonly severity?: 'note'
}

/** What every run leaves behind: counts that balance, and findings. Never a name, an address or a token. */
export interface RunSummary {
  readonly outcome: 'done' | 'partial' | 'refused'
  readonly counts: Readonly<Record<string, number>>
  readonly findings: readonly unknown[]
  /** How many mails it queues; not kept with the run. Left out: none. */
  readonly mails?: number
}

/**
 * One unit of work. `plan` reads and decides, and its result is a value; `apply` writes that plan in
 * one transaction. A dry run is a run without `apply`.
 */
export interface Job<Options, Plan, Report> {
  readonly name: string
  readonly summary: string
  /** The policy that decides, where the job brings its own; kept with the run. */
  readonly policy?: PolicyRef
  /** Runs that must not overlap share a name; left out: the job's name. */
  lock?(options: Options): string
  /** What is kept of the options with the run: ids, numbers and names of ours, no text that people wrote. Left out: nothing. */
  describe?(options: Options): object
  plan(read: ReadDb, options: Options, at: Moment): Promise<Plan>
  apply(write: WriteDb, plan: Plan, at: Moment, run: RunRef): Promise<void>
  /** What the plan comes to, for people and `--json`; the same for a dry run and a real one. */
  report(plan: Plan): Report
  summarise(plan: Plan): RunSummary
}

export interface RunRef {
  readonly id: string
}

/** The policy in force. Only jobs that decide by it ask; without one it throws a UserError. */
export type FindPolicy = () => Promise<Policy>
