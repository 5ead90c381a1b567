import { jobs } from '../../src/jobs/index.ts'
import { findNamed } from '../../src/jobs/timetable.ts'
import { type Moment, momentAtWall } from '../../src/rules/index.ts'
import { samplePolicy } from '../../src/rules/test-world.ts'
import type { Store } from '../../src/store/open.ts'

/** Runs a job of the night by the sample policy, and gives its counts. */
export async function runNight(
  store: Store,
  name: string,
  wall: string,
  { dryRun = false, media = 'unused' }: { readonly dryRun?: boolean; readonly media?: string } = {},
): Promise<{ readonly at: Moment; readonly counts: Readonly<Record<string, number>> }> {
  const job = findNamed(jobs, name)
  const at = momentAtWall(wall)
  const settings = {
    policy: async () => samplePolicy,
    activationKey: () => '5c'.repeat(32),
    retention: () => ({ months: 24, media }),
  }
  const { summary } = await job.run(store, settings, { at, dryRun, elapsed: () => 0 })
  return { at, counts: summary.counts }
}
