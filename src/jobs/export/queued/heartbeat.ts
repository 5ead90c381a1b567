import { setInterval } from 'node:timers'
import { beatExport, type ExportClaim } from '../../../store/export-jobs.ts'
import type { Store } from '../../../store/open.ts'
import type { QueuedRun } from '../queued.ts'
import { LostClaim } from './give-back.ts'

/** Often enough that a worker with one lost beat is not taken for dead. */
const EVERY = 5_000

/**
 * Does long work while others are told that this worker is at it. The signal that the work gets is that of its end: the
 * work was taken over meanwhile, or the run ends and the grace is over.
 */
export async function whileBeating<T>(
  store: Store,
  claim: ExportClaim,
  { signal, grace = 0 }: Pick<QueuedRun, 'signal' | 'grace'>,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController()
  const end = endAfter(grace, signal, stop)
  const ticking = setInterval(() => void beat(store, claim, stop), EVERY)
  try {
    return await work(stop.signal)
  } finally {
    clearInterval(ticking)
    end.cancel()
  }
}

/** A beat that doesn't reach the database is none: after enough of them another worker takes over. */
async function beat(store: Store, claim: ExportClaim, stop: AbortController): Promise<void> {
  const isOurs = await store.statement((write) => beatExport(write, claim)).catch(() => true)
  if (!isOurs) stop.abort(new LostClaim())
}

function endAfter(grace: number, signal: AbortSignal, stop: AbortController) {
  let waiting: NodeJS.Timeout | undefined
  const begin = () => {
    waiting = setTimeout(() => stop.abort(signal.reason), grace)
  }
  if (signal.aborted) begin()
  else signal.addEventListener('abort', begin, { once: true })
  const cancel = () => {
    signal.removeEventListener('abort', begin)
    clearTimeout(waiting)
  }
  return { cancel }
}
