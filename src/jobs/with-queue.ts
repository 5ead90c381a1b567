import type { Store } from '../store/open.ts'
import { openQueue, type Queue } from '../store/queue.ts'

/** Lends the queue to a job and closes it whatever happens. */
export async function withQueue<T>(
  store: Store,
  work: (queue: Queue) => Promise<T>,
  options: { readonly late?: boolean } = {},
): Promise<T> {
  const queue = await openQueue(store, options)
  try {
    return await work(queue)
  } finally {
    await queue.close()
  }
}
