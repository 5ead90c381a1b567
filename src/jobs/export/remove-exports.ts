import type { IsoDate, Moment } from '../../rules/index.ts'
import { addAudit } from '../../store/audit.ts'
import { listEnded, markRemoved, type ReadyExport } from '../../store/exports.ts'
import { type NewMail, queueMails } from '../../store/mails.ts'
import type { WriteDb } from '../../store/open.ts'
import type { Queue } from '../../store/queue.ts'
import type { RemovalReason } from '../../store/tables.ts'
import type { Job, RunRef } from '../job.ts'
import { exportMail } from './export-mail.ts'

export const REMOVE_EXPORTS = {
  name: 'remove-exports',
  summary: 'remove exports whose time to download is over, and tell their guardians (LK-15)',
  schedule: '06:20',
} as const

export interface OfferView {
  readonly export: string
  readonly child: string
  readonly offeredUntil: IsoDate
}

export interface RemoveReport {
  readonly removed: readonly OfferView[]
}

/**
 * Removes exports whose offer ended before today, and tells their guardians so in the same transaction (LK-15): a
 * mail never says that something is gone that can still be downloaded. The files go after it.
 */
export function removeExportsJob(queue: Queue): Job<object, readonly ReadyExport[], RemoveReport> {
  return {
    ...REMOVE_EXPORTS,
    plan: (read, _options, at) => listEnded(read, at.today),
    apply: async (write, ended, at, run) => {
      await removeRows(write, ended, 'ended', at, run)
      await queueMails(write, queue, mailsFor(ended), at)
    },
    report: (ended) => ({ removed: ended.map(viewOf) }),
    summarise: (ended) => ({
      outcome: 'done',
      counts: { removed: ended.length },
      findings: [],
      mails: mailsFor(ended).length,
    }),
  }
}

/** Of an export in parts its guardian is told once. */
function mailsFor(ended: readonly ReadyExport[]): readonly NewMail[] {
  return ended.filter(({ part }) => part === 1).map((one) => exportMail('export-ended', one))
}

export function viewOf({ id, child_number, offered_until }: ReadyExport): OfferView {
  return { export: id, child: child_number, offeredUntil: offered_until }
}

/** Each removal leaves its row in the audit: of which export, what was in it, and the hash of the ZIP that is gone. */
export async function removeRows(
  write: WriteDb,
  exports: readonly ReadyExport[],
  because: RemovalReason,
  at: Moment,
  run: RunRef,
): Promise<void> {
  const now = at.now.toString()
  await markRemoved(
    write,
    exports.map(({ id }) => id),
    because,
    now,
  )
  for (const { id, child_number, guardian_id, sha256, counts } of exports) {
    const details = { export: id, because, guardian: guardian_id, sha256, ...counts }
    const entry = { at: now, run_id: run.id, action: 'export removed', subject: `child ${child_number}` }
    await addAudit(write, { ...entry, details: JSON.stringify(details) })
  }
}
