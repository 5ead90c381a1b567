import { EXIT, UserError } from '../errors.ts'
import type { Policy } from '../rules/index.ts'
import type { Context } from './context.ts'

/** The folder of the policies that come with the program. */
export async function policiesFolder(given?: string): Promise<string> {
  if (given) return given
  const { existsSync } = await import('node:fs')
  const { fileURLToPath } = await import('node:url')
  const places = ['../../policies', '../../../policies'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  )
  return places.find((place) => existsSync(place)) ?? 'policies'
}

/** The version of the organisation's policy that is in force at the moment of the command. */
export async function loadPolicyOf(context: Context): Promise<Policy> {
  const { loadPolicy } = await import('../policy/load.ts')
  const { policyOn } = await import('../rules/index.ts')
  const { config, at } = context
  const book = await loadPolicy(config.policy, await policiesFolder(config.policies), config.folder)
  const policy = policyOn(book, at.today)
  if (policy) return policy
  throw new UserError(
    `The policy "${book.name}" has no version in force on ${at.today}: the first begins on ${book.versions[0].ref.from}.`,
    EXIT.failed,
  )
}
