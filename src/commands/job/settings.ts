import type { Config } from '../../config.ts'
import { UserError } from '../../errors.ts'
import type { NightlyJob, NightSettings } from '../../jobs/nightly.ts'
import type { RunOptions } from '../../jobs/run.ts'
import type { JobTimes } from '../../jobs/timetable.ts'
import type { Context } from '../context.ts'
import { loadPolicyOf } from '../policy.ts'
import { retentionOf } from '../retention/settings.ts'

/** The jobs, at the times of the settings. */
export async function jobsOf({ config }: Pick<Context, 'config'>): Promise<readonly NightlyJob[]> {
  const { jobsAt } = await import('../../jobs/index.ts')
  return jobsAt(timesOf(config))
}

/** What has nothing to do by the settings is off. */
export function timesOf({ inbox, jobs }: Config): JobTimes {
  return { ...(inbox === undefined && { 'import-inbox': 'off' }), ...jobs }
}

/** What jobs of the night need of the settings; one that asks for none of these runs without them. */
export function settingsOf(context: Context): NightSettings {
  return {
    ...surroundingsOf(context),
    policy: () => loadPolicyOf(context),
    async activationKey() {
      const { mailSettingsOf } = await import('../mail-settings.ts')
      return mailSettingsOf(context.config).activationKey
    },
  }
}

/** What they need of the settings that is there from the start. */
export function surroundingsOf({
  config,
}: Pick<Context, 'config'>): Pick<NightSettings, 'inbox' | 'hasAdministrator' | 'retention'> {
  const { inbox, profiles, administrator } = config
  return {
    retention: () => retentionOf(config),
    inbox: inbox === undefined ? undefined : { folder: inbox, profiles },
    hasAdministrator: administrator !== undefined,
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
