import { once } from 'node:events'
import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { UserError } from '../errors.ts'
import type { ThreadAnswer, ThreadWork } from './archive-thread.ts'
import type { ArchiveReport } from './write-archive.ts'

/** The same file ends with .ts where the source runs, and with .js where it was built. */
const THREAD = new URL(`./archive-thread${extname(import.meta.url)}`, import.meta.url)

/** What is forgotten at once is looked for sooner than the runtime would: an export of 70,000 photos takes a third less. */
const LEAN = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 512 }

/** Whoever makes one export mostly makes more; a thread that waits in vain gives its memory back. */
const IDLE_MS = 10_000

const idle = new Set<Worker>()

/**
 * `writeArchive` in a thread of its own. It works on every byte three times, and waits for the disk; a daemon must
 * go on answering meanwhile, and two exports at once must be twice as fast as one. To start a thread takes longer than a
 * small export, so that one that is done is kept for the next.
 */
export async function writeArchiveApart(work: ThreadWork, signal: AbortSignal): Promise<ArchiveReport> {
  signal.throwIfAborted()
  const thread = takeThread()
  const stop = () => thread.postMessage('stop')
  signal.addEventListener('abort', stop, { once: true })
  try {
    thread.postMessage(work)
    const answer = await firstOf(thread)
    signal.throwIfAborted()
    const report = reportOf(answer)
    keep(thread)
    return report
  } catch (error) {
    await thread.terminate()
    throw error
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

function takeThread(): Worker {
  const [thread] = idle
  if (!thread) return new Worker(THREAD, { resourceLimits: LEAN })
  idle.delete(thread)
  thread.ref()
  return thread
}

/** Nobody waits for a thread without work to end. */
function keep(thread: Worker): void {
  thread.unref()
  idle.add(thread)
  setTimeout(() => {
    if (idle.delete(thread)) void thread.terminate()
  }, IDLE_MS).unref()
}

/** An error that the thread did not catch, for instance for want of memory, rejects. */
async function firstOf(thread: Worker): Promise<ThreadAnswer> {
  const ended = new AbortController()
  const exit = once(thread, 'exit', { signal: ended.signal }).then(() => [DIED])
  exit.catch(() => {})
  try {
    const [answer] = await Promise.race([once(thread, 'message'), exit])
    return answer as ThreadAnswer
  } finally {
    ended.abort()
  }
}

const DIED: ThreadAnswer = { bug: new Error('the thread that writes the ZIP ended without an answer') }

function reportOf(answer: ThreadAnswer): ArchiveReport {
  if ('report' in answer) return answer.report
  if ('mistake' in answer) throw new UserError(answer.mistake.message, answer.mistake.exitCode)
  throw answer.bug
}
