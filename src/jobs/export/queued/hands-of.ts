import { type ExportClaim, settleExport } from '../../../store/export-jobs.ts'
import type { WriteDb } from '../../../store/open.ts'
import type { QueuedRun } from '../queued.ts'
import { LostClaim } from './give-back.ts'

/** What makes an export that of a worker: it is recorded only while that worker still has it. */
export function handsOf(claim: ExportClaim, { at, elapsed, actor }: QueuedRun) {
  const settle = async (write: WriteDb) => {
    if (!(await settleExport(write, claim, at.now.toString()))) throw new LostClaim()
  }
  const mark = `${claim.id} ${claim.fence}`
  const { split } = claim
  return {
    elapsed,
    ...(actor && { actor }),
    ...(split !== null && { split }),
    claim: { worker: String(claim.worker), mark, settle },
  }
}
