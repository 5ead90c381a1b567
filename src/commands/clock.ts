import type { Moment } from '../rules/index.ts'
import type { Context } from './context.ts'

/** For commands that stay: with `--at` the clock starts at that moment, and goes on from there. */
export async function clockFrom({ at }: Context): Promise<() => Moment> {
  const { momentOf } = await import('../rules/index.ts')
  const milliseconds = Date.now() - at.now.epochMilliseconds
  return () => momentOf(new Date(Date.now() - milliseconds).toISOString())
}
