import { momentOf } from '../rules/index.ts'
import type { Store } from '../store/open.ts'
import { findSlotRun } from '../store/runs.ts'
import type { NightlyJob, NightSettings } from './nightly.ts'
import type { RunOptions, RunResult } from './run.ts'
import { slotOf } from './slot.ts'

/** The run that a slot had. */
export interface HadRun {
  readonly run: string
  /** On the wall clock. */
  readonly at: string
  readonly actor: string
  readonly outcome: string
}

/** What came of it: a result, or the run that the slot had before. */
export interface Once {
  /** Null for a run that takes none. */
  readonly slot: string | null
  readonly had?: HadRun | undefined
  readonly result?: RunResult<unknown, object>
}

export interface OnceOptions extends RunOptions {
  readonly again?: boolean
  /** Asked before anything is done, and not when the slot had its run. */
  mayRun(): Promise<boolean>
}

/**
 * Runs a job in the slot of the moment, unless that had its run; one that is asked for `again` is run nevertheless, without
 * a slot. Nor does a dry run take one. Undefined when it may not run.
 */
export async function runOnce(
  store: Store,
  job: NightlyJob,
  settings: NightSettings,
  { again = false, mayRun, ...run }: OnceOptions,
): Promise<Once | undefined> {
  const slot = run.dryRun ? null : slotOf(job, run.at)
  const had = slot === null ? undefined : await findHadRun(store, slot)
  if (had && !again) return { slot, had }
  if (!(await mayRun())) return undefined
  if (slot !== null && !had) {
    const result = await job.runSlot(store, settings, run, slot)
    if (result) return { slot, result }
    if (!again) return { slot, had: await findHadRun(store, slot) }
  }
  return { slot: null, result: await job.run(store, settings, run) }
}

async function findHadRun(store: Store, slot: string): Promise<HadRun | undefined> {
  const found = await findSlotRun(store.read, slot)
  if (!found) return undefined
  const { id, at, actor, outcome } = found
  return { run: id, at: momentOf(at).wall, actor, outcome }
}
