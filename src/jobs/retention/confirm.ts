import { randomUUID } from 'node:crypto'
import { addAudit } from '../../store/audit.ts'
import { insertConfirmation } from '../../store/retention/confirmations.ts'
import type { Job } from '../job.ts'
import {
  countsOf,
  planRemoval,
  type Removal,
  type Retention,
  type ReviewedChild,
  settingsHash,
  viewsOf,
} from './plan-removal.ts'

export interface ReviewReport {
  readonly months: number
  readonly counts: ReturnType<typeof countsOf>
  readonly children: readonly ReviewedChild[]
}

/** Keeps that somebody saw what the settings remove and wants it; the night goes by that. As a dry run it is the review. */
export function confirmRetentionJob(retention: Retention): Job<object, Removal, ReviewReport> {
  const { months } = retention
  return {
    name: 'retention-confirm',
    summary: 'confirm what the retention removes',
    describe: () => ({ months }),
    plan: (read, _options, at) => planRemoval(read, retention, at),
    apply: async (write, removal, at, run) => {
      const now = at.now.toString()
      const counts = JSON.stringify(countsOf(removal))
      const id = randomUUID()
      await insertConfirmation(write, { id, settings: settingsHash(months), confirmed_at: now, counts })
      const entry = { at: now, run_id: run.id, action: 'retention confirmed', subject: `${months} months` }
      await addAudit(write, { ...entry, details: counts })
    },
    report: (removal) => ({ months, counts: countsOf(removal), children: viewsOf(removal) }),
    summarise: (removal) => ({ outcome: 'done', counts: countsOf(removal), findings: [] }),
  }
}
