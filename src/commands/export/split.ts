import { UserError } from '../../errors.ts'
import type { Context } from '../context.ts'

export interface SplitFlag {
  readonly split?: string
}

/** The size of the flag in bytes; undefined without it. */
export async function splitIn({ split }: SplitFlag): Promise<number | undefined> {
  if (split === undefined) return undefined
  const { splitSizeOf } = await import('../../jobs/export/split-size.ts')
  const bytes = splitSizeOf(split)
  if (bytes !== undefined) return bytes
  throw new UserError(`--split "${split}" is no size: write at least 1M, such as 500M or 2G.`)
}

/** The size of the flag, else that of the settings. */
export async function splitOf({ config }: Context, flag: SplitFlag): Promise<number | undefined> {
  return (await splitIn(flag)) ?? config.splitExports
}
