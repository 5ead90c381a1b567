import { once } from 'node:events'
import { extname } from 'node:path'
import { type ResourceLimits, Worker } from 'node:worker_threads'

/** Threads that do one kind of work, each for one who asks at a time. */
export interface Threads {
  take(): Worker
  /** For the next who asks. One that failed is ended by whoever had it, and not kept. */
  keep(thread: Worker): void
}

/** Whoever makes one export mostly makes more; a thread that waits in vain gives its memory back. */
const IDLE_MS = 10_000

/** To start a thread takes longer than a small export, so that one that is done is kept for a while. */
export function openThreads(file: string, resourceLimits: ResourceLimits): Threads {
  /** With what ends its wait. */
  const idle = new Map<Worker, NodeJS.Timeout>()
  // The same file ends with .ts where the source runs, and with .js where it was built.
  const url = new URL(`./${file}${extname(import.meta.url)}`, import.meta.url)
  const start = () => {
    const thread = new Worker(url, { resourceLimits })
    // Whoever waits for it hears why it ended; of one that waits nobody needs to, and it is not lent any more.
    return thread.on('error', () => {}).once('exit', () => idle.delete(thread))
  }
  return {
    take: () => {
      const [waiting] = idle
      if (!waiting) return start()
      const [thread, end] = waiting
      clearTimeout(end)
      idle.delete(thread)
      thread.ref()
      return thread
    },
    // Nobody waits for a thread without work to end.
    keep: (thread) => {
      thread.unref()
      const end = setTimeout(() => {
        idle.delete(thread)
        void thread.terminate()
      }, IDLE_MS)
      idle.set(thread, end.unref())
    },
  }
}

/** What a thread answers. Rejects with an error that it did not catch, for instance for want of memory, and when it ends. */
export async function answerOf<Answer>(thread: Worker): Promise<Answer> {
  const done = new AbortController()
  const exit = once(thread, 'exit', { signal: done.signal }).then(() => {
    throw new Error('the thread ended without an answer')
  })
  exit.catch(() => {})
  try {
    const [answer] = await Promise.race([once(thread, 'message', { signal: done.signal }), exit])
    return answer
  } finally {
    done.abort()
  }
}
