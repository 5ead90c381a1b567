import { randomUUID } from 'node:crypto'
import type { Moment } from '../../rules/index.ts'
import {
  claimNextExport,
  countWaitingExports,
  type ExportClaim,
  failExports,
  queueDueExports,
  takeOverExports,
} from '../../store/export-jobs.ts'
import type { Store, WriteDb } from '../../store/open.ts'
import type { JobQueue } from '../../store/queue.ts'
import type { RunFinding } from '../job.ts'
import { withQueue } from '../with-queue.ts'
import { type ExportHands, exportChild } from './export-child.ts'
import { giveBack, MOST_TRIES } from './queued/give-back.ts'
import { handsOf } from './queued/hands-of.ts'
import { whileBeating } from './queued/heartbeat.ts'
import { type ExportReport, lostFiles } from './report.ts'

export type QueuedHands = Omit<ExportHands, 'signal' | 'elapsed' | 'claim'>

export interface QueuedRun {
  readonly at: Moment
  /** No other export is begun from then on. */
  readonly signal: AbortSignal
  /** So many milliseconds longer the one in hand may take; then it is given back. Left out: it is at once. */
  readonly grace?: number
  /** At most so many exports; left out: all that wait. */
  readonly limit?: number
  readonly elapsed: () => number
  readonly actor?: string
  readonly progress?: (done: number, total: number) => void
}

export interface QueuedReport {
  /** `made + failed + later + lost = begun`, in children; and how many still wait. */
  readonly counts: Readonly<Record<keyof Tally | 'waiting', number>>
  readonly exports: readonly ExportReport[]
  readonly findings: readonly RunFinding[]
}

interface Tally {
  begun: number
  made: number
  /** Given up. */
  failed: number
  /** Tried again later. */
  later: number
  /** Taken over by another worker while this one slept. */
  lost: number
  /** Files that the store should have had, in what was made. */
  missing: number
}

/**
 * Makes the exports that wait, one child after the other, until there are none. Any number of workers share them, on any
 * machines: each has one at a time and tells that it is at it. What a dead or frozen one had is taken over, and what
 * that one would still record is refused.
 */
export async function makeQueuedExports(
  store: Store,
  hands: QueuedHands,
  run: QueuedRun,
): Promise<QueuedReport> {
  const worker = randomUUID()
  const tally: Tally = { begun: 0, made: 0, failed: 0, later: 0, lost: 0, missing: 0 }
  const exports: ExportReport[] = []
  const findings: RunFinding[] = []
  const tell = (finding: RunFinding) => void findings.push(finding)
  await withQueue(store, async (queue) => {
    const total = await countWaitingExports(store.read)
    while (!run.signal.aborted && tally.begun < (run.limit ?? Number.POSITIVE_INFINITY)) {
      const claim = await nextExport(store, queue.exports, worker, run, tell)
      if (!claim) break
      tally.begun += 1
      const made = await makeOne(store, claim, hands, run, { tally, tell })
      if (made) exports.push(made)
      run.progress?.(tally.begun, Math.max(total, tally.begun))
    }
  })
  return { counts: { ...tally, waiting: await countWaitingExports(store.read) }, exports, findings }
}

/** Only an empty queue is filled again, with what others left and what has become due. */
async function nextExport(
  store: Store,
  queue: JobQueue<string>,
  worker: string,
  { at }: QueuedRun,
  tell: (finding: RunFinding) => void,
): Promise<ExportClaim | undefined> {
  const now = at.now.toString()
  const next = () => store.record((write) => claimNextExport(write, queue, { worker, now }))
  const claimed = await next()
  if (claimed) return claimed
  await store.record(async (write) => {
    await takeOver(store, write, worker, now, tell)
    await queueDueExports(write, queue, now)
  })
  return next()
}

/** What ended its worker again and again is not given to the next. */
async function takeOver(
  store: Store,
  write: WriteDb,
  worker: string,
  now: string,
  tell: (finding: RunFinding) => void,
): Promise<void> {
  const orphans = await takeOverExports(store, write, worker)
  for (const { child } of orphans) {
    tell({
      code: 'export-taken-over',
      message: `The export of child ${child} is taken over from a worker that is gone.`,
    })
  }
  const hopeless = orphans.filter(({ attempts }) => attempts >= MOST_TRIES)
  const reason = `the program ended while it was made, ${MOST_TRIES} times`
  await failExports(
    write,
    hopeless.map(({ id }) => id),
    reason,
    now,
  )
  for (const { child } of hopeless) {
    tell({ code: 'export-failed', message: `The export of child ${child} is given up: ${reason}.` })
  }
}

interface Telling {
  readonly tally: Tally
  readonly tell: (finding: RunFinding) => void
}

async function makeOne(
  store: Store,
  claim: ExportClaim,
  hands: QueuedHands,
  run: QueuedRun,
  { tally, tell }: Telling,
): Promise<ExportReport | undefined> {
  try {
    const report = await whileBeating(store, claim, run, (signal) =>
      exportChild(store, claim.child, { ...hands, ...handsOf(claim, run), signal }, run.at),
    )
    const lost = report.files.reduce((sum, file) => sum + lostFiles(file), 0)
    tally.made += 1
    tally.missing += lost
    if (report.left) tell({ code: 'file-left', message: report.left })
    if (lost > 0) tell({ code: 'export-lacks-files', message: lacks(claim.child, lost) })
    return report
  } catch (error) {
    const { state, finding } = await giveBack(store, claim, error, run)
    tally[state] += 1
    if (finding) tell(finding)
    return undefined
  }
}

function lacks(child: string, lost: number): string {
  return `The export of child ${child} lacks ${lost === 1 ? '1 file' : `${lost} files`} that the file store should have.`
}
