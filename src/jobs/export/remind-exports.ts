import type { Moment } from '../../rules/index.ts'
import { addAudit } from '../../store/audit.ts'
import { listOffered, type ReadyExport } from '../../store/exports.ts'
import { listMailKeys, queueMails } from '../../store/mails.ts'
import type { ReadDb, WriteDb } from '../../store/open.ts'
import type { Queue } from '../../store/queue.ts'
import type { Job } from '../job.ts'
import { exportMail, exportMailKey } from './export-mail.ts'
import { type OfferView, viewOf } from './remove-exports.ts'

export const REMIND_EXPORTS = {
  name: 'remind-exports',
  summary: 'remind guardians of an export that soon goes (LK-15)',
  schedule: '06:10',
} as const

export interface RemindReport {
  readonly reminded: readonly OfferView[]
}

/**
 * Reminds of exports some days before the offer ends (LK-15). From which day on was decided when the export was made.
 * What is due follows from the data: after days without a run each guardian is told once, and of an offer that has
 * ended not any more.
 */
export function remindExportsJob(queue: Queue): Job<object, readonly ReadyExport[], RemindReport> {
  return {
    ...REMIND_EXPORTS,
    plan: (read, _options, at) => listDue(read, at),
    apply: async (write, due, at, run) => {
      await queueMails(
        write,
        queue,
        due.map((one) => exportMail('export-reminder', one)),
        at,
      )
      if (due.length > 0) await keepAudit(write, due, at, run)
    },
    report: (due) => ({ reminded: due.map(viewOf) }),
    summarise: (due) => ({
      outcome: 'done',
      counts: { reminded: due.length },
      findings: [],
      mails: due.length,
    }),
  }
}

async function listDue(read: ReadDb, { today }: Moment): Promise<readonly ReadyExport[]> {
  const offered = await listOffered(read, today)
  const keyOf = (one: ReadyExport) => exportMailKey('export-reminder', one)
  const told = await listMailKeys(read, offered.map(keyOf))
  return offered.filter((one) => !told.has(keyOf(one)))
}

async function keepAudit(write: WriteDb, due: readonly ReadyExport[], at: Moment, run: { id: string }) {
  await addAudit(write, {
    at: at.now.toString(),
    run_id: run.id,
    action: 'guardians reminded of exports',
    subject: 'exports',
    details: JSON.stringify({ exports: due.map(({ id }) => id) }),
  })
}
