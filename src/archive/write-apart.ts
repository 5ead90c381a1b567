import { UserError } from '../errors.ts'
import type { ThreadAnswer, ThreadWork } from './archive-thread.ts'
import { answerOf, openThreads } from './threads.ts'
import type { ArchiveReport } from './write-archive.ts'

/** What is forgotten at once is looked for sooner than the runtime would: an export of 70,000 photos takes a third less. */
const LEAN = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 512 }

const threads = openThreads('archive-thread', LEAN)

/** Has a thread start, if none waits, for who will write an archive soon and has something else to do before. */
export function prepareThread(): void {
  threads.keep(threads.take())
}

/**
 * `writeArchive` in a thread of its own. It works on every byte three times, and waits for the disk; a daemon must
 * go on answering meanwhile, and two exports at once must be twice as fast as one. To start a thread takes longer than a
 * small export, so that one that is done is kept for the next.
 */
export async function writeArchiveApart(work: ThreadWork, signal: AbortSignal): Promise<ArchiveReport> {
  signal.throwIfAborted()
  const thread = threads.take()
  const stop = () => thread.postMessage('stop')
  signal.addEventListener('abort', stop, { once: true })
  try {
    thread.postMessage(work)
    const answer = await answerOf<ThreadAnswer>(thread)
    signal.throwIfAborted()
    const report = reportOf(answer)
    threads.keep(thread)
    return report
  } catch (error) {
    await thread.terminate()
    throw error
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

function reportOf(answer: ThreadAnswer): ArchiveReport {
  if ('report' in answer) return answer.report
  if ('mistake' in answer) throw new UserError(answer.mistake.message, answer.mistake.exitCode)
  throw answer.bug
}
