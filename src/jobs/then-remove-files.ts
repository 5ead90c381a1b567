import type { Moment } from '../rules/index.ts'
import type { Store } from '../store/open.ts'
import type { NightlyJob, NightSettings } from './nightly.ts'

/** A job of the night after whose transaction the files go that no row has any more; what a killed run left too. */
export function thenRemoveFiles(
  job: NightlyJob,
  remove: (store: Store, settings: NightSettings, at: Moment) => Promise<unknown>,
): NightlyJob {
  return {
    ...job,
    async run(store, settings, run) {
      const result = await job.run(store, settings, run)
      if (!run.dryRun) await remove(store, settings, run.at)
      return result
    },
    async runSlot(store, settings, run, slot) {
      const result = await job.runSlot(store, settings, run, slot)
      if (result) await remove(store, settings, run.at)
      return result
    },
  }
}
