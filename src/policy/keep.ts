import { UserError } from '../errors.ts'
import type { PolicyBook } from '../rules/policy.ts'

/**
 * A policy for a program that stays: it is read again each time it is asked for and, while its file has a mistake,
 * the last that had none goes on. `refused` hears of each time that it was so, `accepted` of all others. The first
 * reading has nothing to go on with: it throws UserError as `load` does.
 */
export async function keepPolicy(
  load: () => Promise<PolicyBook>,
  { refused, accepted }: { readonly refused: (mistakes: UserError) => void; readonly accepted: () => void },
): Promise<() => Promise<PolicyBook>> {
  let kept = await load()
  return async () => {
    try {
      kept = await load()
      accepted()
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      refused(
        new UserError(`${error.message}\nUntil that is mended the policy that was read before goes on.`),
      )
    }
    return kept
  }
}
