import { EXIT, UserError } from '../../../errors.ts'
import { type ExportClaim, giveBackExport } from '../../../store/export-jobs.ts'
import type { Store } from '../../../store/open.ts'
import type { RunFinding } from '../../job.ts'
import type { QueuedRun } from '../queued.ts'

/** Another worker has the export by now. */
export class LostClaim extends Error {
  constructor() {
    super('another worker has taken the export over')
    this.name = 'LostClaim'
  }
}

/** Begun so often without an end an export is given up; the night asks it again. */
export const MOST_TRIES = 3

const MINUTES_BETWEEN = 10

export interface GivenBack {
  readonly state: 'failed' | 'later' | 'lost'
  readonly finding?: RunFinding
}

/** What becomes of an export that could not be made. What another worker has by now is left to it. */
export async function giveBack(
  store: Store,
  claim: ExportClaim,
  error: unknown,
  run: QueuedRun,
): Promise<GivenBack> {
  if (error instanceof LostClaim) return { state: 'lost' }
  const { change, ...given } = outcomeOf(claim, error, run)
  return (await store.record((write) => giveBackExport(write, claim, change))) ? given : { state: 'lost' }
}

function outcomeOf(claim: ExportClaim, error: unknown, run: QueuedRun) {
  if (run.signal.aborted || isBusy(error)) {
    const try_after = isBusy(error) ? later(run, 1) : null
    return { state: 'later' as const, change: { attempts: claim.attempts - 1, try_after } }
  }
  const reason = reasonOf(error)
  const isOver = claim.attempts >= MOST_TRIES
  const change = isOver
    ? { state: 'failed' as const, reason, ended_at: run.at.now.toString() }
    : { reason, try_after: later(run, claim.attempts * MINUTES_BETWEEN) }
  const message = `The export of child ${claim.child} ${isOver ? 'is given up' : 'is tried again later'}: ${reason}`
  const state = isOver ? ('failed' as const) : ('later' as const)
  return { state, change, finding: { code: 'export-failed', message } }
}

function isBusy(error: unknown): boolean {
  return error instanceof UserError && error.exitCode === EXIT.tryAgain
}

function later({ at }: QueuedRun, minutes: number): string {
  return at.now.add({ minutes }).toString()
}

/** Our own sentences name numbers and paths only; of what others say just the code is kept. */
function reasonOf(error: unknown): string {
  if (error instanceof UserError) return error.message
  const code = (error as NodeJS.ErrnoException).code
  return `it ended with ${code && /^\w{2,40}$/.test(code) ? code : (error as Error).name}`
}
