import type { Config } from '../../config.ts'
import type { UserError } from '../../errors.ts'
import { keepPolicy } from '../../policy/keep.ts'
import { type Moment, type Policy, type PolicyBook, policyOn } from '../../rules/index.ts'
import { loadBookOf } from '../policy.ts'

/** The policies of all organisations. A file may be edited meanwhile: it is read each turn, once for all that share it. */
export interface Policies {
  of(config: Config): (at: Moment) => Promise<Policy | undefined>
  /** From now on each is read again. */
  renew(): void
}

/** What became of a file that was read again. */
export interface PolicyWatch {
  readonly refused: (policy: string, mistakes: UserError) => void
  readonly accepted: (policy: string) => void
}

type Keeper = () => Promise<PolicyBook>

export function openPolicies({ refused, accepted }: PolicyWatch): Policies {
  const keepers = new Map<string, Promise<Keeper>>()
  const books = new Map<string, Promise<PolicyBook>>()

  /** Where its first reading fails there is nothing to go on with: it is read anew the next time. */
  async function read(key: string, config: Config): Promise<PolicyBook> {
    const { policy } = config
    const known = keepers.get(key)
    const watch = {
      refused: (mistakes: UserError) => refused(policy, mistakes),
      accepted: () => accepted(policy),
    }
    const keeper = known ?? keepPolicy(() => loadBookOf({ config }), watch)
    keepers.set(key, keeper)
    try {
      return await (await keeper)()
    } catch (error) {
      keepers.delete(key)
      throw error
    }
  }

  return {
    of(config) {
      const key = JSON.stringify([config.policy, config.policies, config.folder])
      return async (at) => {
        const book = books.get(key) ?? read(key, config)
        books.set(key, book)
        return policyOn(await book, at.today)
      }
    },
    renew: () => books.clear(),
  }
}
