import { UserError } from '../../errors.ts'
import type { LoadBook } from '../../jobs/replay/deciding-policy.ts'
import type { PolicyBook } from '../../rules/index.ts'
import type { Context } from '../context.ts'
import { policiesFolder } from '../policy.ts'

/** A policy with all its versions: a name, a path from here, or left out the one of the settings. */
export async function loadBook(context: Context, nameOrPath?: string): Promise<PolicyBook> {
  const { loadPolicy } = await import('../../policy/load.ts')
  const { config } = context
  const folder = await policiesFolder(config.policies)
  return nameOrPath === undefined
    ? loadPolicy(config.policy, folder, config.folder)
    : loadPolicy(nameOrPath, folder)
}

/** Loads policies by the name that requests carry; that of the settings may be a file anywhere. */
export function bookLoader(context: Context): LoadBook {
  return async (name) => {
    const configured = await unlessMistaken(loadBook(context))
    return configured?.name === name ? configured : unlessMistaken(loadBook(context, name))
  }
}

async function unlessMistaken(book: Promise<PolicyBook>): Promise<PolicyBook | undefined> {
  return book.catch((error: unknown) => {
    if (error instanceof UserError) return undefined
    throw error
  })
}
