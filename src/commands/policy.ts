import { EXIT, UserError } from '../errors.ts'
import type { IsoDate, Policy, PolicyBook } from '../rules/index.ts'
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
  return inForceOn(context.at.today, await loadBookOf(context))
}

/** All versions of the organisation's policy. */
export async function loadBookOf({ config }: Pick<Context, 'config'>): Promise<PolicyBook> {
  const { loadPolicy } = await import('../policy/load.ts')
  return loadPolicy(config.policy, await policiesFolder(config.policies), config.folder)
}

/** The version in force on a day. Throws UserError before the first, and after the last when that has an end. */
async function inForceOn(date: IsoDate, book: PolicyBook): Promise<Policy> {
  const { policyOn } = await import('../rules/index.ts')
  const policy = policyOn(book, date)
  if (policy) return policy
  const [first] = book.versions
  const { until } = book.versions.at(-1) ?? first
  const why = date < first.ref.from ? `the first begins on ${first.ref.from}` : `the last ended on ${until}`
  throw new UserError(`The policy "${book.name}" has no version in force on ${date}: ${why}.`, EXIT.failed)
}
