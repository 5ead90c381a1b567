import type { Moment } from '../rules/index.ts'
import type { Context } from './context.ts'

/** For commands that stay: with `--at` the clock starts at that moment, and goes on from there. */
export async function clockFrom({ at, isAtGiven }: Context): Promise<() => Moment> {
  const { momentOf } = await import('../rules/index.ts')
  const milliseconds = isAtGiven ? Date.now() - at.now.epochMilliseconds : 0
  return () => momentOf(new Date(Date.now() - milliseconds).toISOString())
}
