import { UserError } from '../../errors.ts'
import type { NightlyJob, NightSettings } from '../../jobs/nightly.ts'
import type { RunOptions } from '../../jobs/run.ts'
import type { Context } from '../context.ts'
import { loadPolicyOf } from '../policy.ts'

/** The jobs, at the times of the settings. */
export async function jobsOf({ config }: Pick<Context, 'config'>): Promise<readonly NightlyJob[]> {
  const { jobsAt } = await import('../../jobs/index.ts')
  return jobsAt(config.jobs)
}

/** What jobs of the night need of the settings; one that asks for none of these runs without them. */
export function settingsOf(context: Context): NightSettings {
  return {
    policy: () => loadPolicyOf(context),
    async activationKey() {
      const { mailSettingsOf } = await import('../mail-settings.ts')
      return mailSettingsOf(context.config).activationKey
    },
  }
}

/** How a job is run by hand: with the policy in force, which is kept with the run, if there is one. */
export async function runOf({ at, dryRun, elapsed }: Context, settings: NightSettings): Promise<RunOptions> {
  const policy = await settings.policy(at).catch((error) => {
    if (error instanceof UserError) return undefined
    throw error
  })
  return { at, dryRun, elapsed, ...(policy && { policy: policy.ref }) }
}
