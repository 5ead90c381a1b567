import type { Config, FleetConfig } from '../../config.ts'
import type { Member } from '../../daemon/organisation.ts'
import type { Pings } from '../../daemon/pings.ts'
import { UserError } from '../../errors.ts'
import { jobsAt } from '../../jobs/index.ts'
import { surroundingsOf, timesOf } from '../job/settings.ts'
import { mailSettingsOf } from '../mail-settings.ts'
import { exportWork } from './export-work.ts'
import { mailWork } from './mail-work.ts'
import type { Policies } from './policies.ts'

/** Whom a daemon serves by these settings, and whom it pings. */
export interface Served {
  readonly members: readonly Member[]
  readonly pings: ReadonlyMap<string, Pings>
}

/** Throws a UserError that says all that is missing or wrong, of each organisation. */
export function servedBy({ organisations }: FleetConfig, policies: Policies): Served {
  const mistakes: string[] = []
  const members = organisations.flatMap((config) => {
    try {
      return [memberOf(config, policies)]
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      mistakes.push(organisations.length > 1 ? `${config.name}: ${error.message}` : error.message)
      return []
    }
  })
  if (mistakes.length > 0) throw new UserError(mistakes.join('\n'))
  return { members, pings: new Map(organisations.map(({ name, pings }) => [name, pings])) }
}

function memberOf(config: Config, policies: Policies): Member {
  const settings = mailSettingsOf(config)
  const policy = policies.of(config)
  const { name, database, schema } = config
  return {
    name,
    database,
    schema,
    jobs: jobsAt(timesOf(config)),
    night: { ...surroundingsOf({ config }), policy, activationKey: () => settings.activationKey },
    works: [mailWork(settings), exportWork(config, policy)],
  }
}
