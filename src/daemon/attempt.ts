import type { Visit } from './databases.ts'
import type { Item, Watcher } from './watch.ts'

/**
 * Does one item, and tells when it failed: the others go on. Only when the database is away it throws, for then none
 * of them can.
 */
export async function attempt<T>(
  item: Item,
  { isAway }: Pick<Visit, 'isAway'>,
  watcher: Required<Watcher>,
  work: () => Promise<T>,
): Promise<{ readonly done: T } | undefined> {
  try {
    return { done: await work() }
  } catch (error) {
    if (await isAway()) throw error
    watcher.failed(item, error)
    return undefined
  }
}
