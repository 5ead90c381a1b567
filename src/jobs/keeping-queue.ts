import type { Queue } from '../store/queue.ts'

/** A queue that keeps the ids of what is put in, so that whoever queued mails can send those and no others. */
export function keepingQueue(queue: Queue): { readonly queue: Queue; readonly queued: readonly string[] } {
  const queued: string[] = []
  return {
    queued,
    queue: {
      ...queue,
      async put(write, mails) {
        await queue.put(write, mails)
        queued.push(...mails.map(({ id }) => id))
      },
    },
  }
}
