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
  readonly had?: HadRun
  readonly result?: RunResult<unknown, object>
}

/** Runs a job in the slot of the moment, unless that had its run. A dry run takes no slot, nor does one that is asked for `again`. */
export async function runOnce(
  store: Store,
  job: NightlyJob,
  settings: NightSettings,
  { again = false, ...run }: RunOptions & { readonly again?: boolean },
): Promise<Once> {
  if (run.dryRun || again) return { slot: null, result: await job.run(store, settings, run) }
  const slot = slotOf(job, run.at)
  const result = await job.runSlot(store, settings, run, slot)
  if (result) return { slot, result }
  const { id, at, actor, outcome } = await findSlotRun(store.read, slot)
  return { slot, had: { run: id, at: momentOf(at).wall, actor, outcome } }
}
