import type { IsoDate, Moment } from '../../rules/index.ts'
import { addAudit } from '../../store/audit.ts'
import { listOffered, type OfferedExport } from '../../store/exports.ts'
import { listMailKeys, queueMails } from '../../store/mails.ts'
import type { ReadDb, WriteDb } from '../../store/open.ts'
import type { Queue } from '../../store/queue.ts'
import type { Job } from '../job.ts'
import { type ExportTemplate, exportMail, exportMailKey } from './export-mail.ts'

export const REMIND_EXPORTS = {
  name: 'remind-exports',
  summary: 'remind guardians of an export that soon goes, and tell them when it is gone (LK-15)',
  schedule: '06:10',
} as const

interface DueMail extends OfferedExport {
  readonly template: ExportTemplate
}

interface ReminderView {
  readonly export: string
  readonly child: string
  readonly offeredUntil: IsoDate
}

export interface RemindReport {
  readonly reminded: readonly ReminderView[]
  readonly ended: readonly ReminderView[]
}

/**
 * Reminds of exports some days before the offer ends, and tells when it has ended (LK-15). From which day on was
 * decided when the export was made. What is due follows from the data: after days without a run each guardian is told
 * once, and of an offer that has ended only that.
 */
export function remindExportsJob(queue: Queue): Job<object, readonly DueMail[], RemindReport> {
  return {
    ...REMIND_EXPORTS,
    plan: (read, _options, at) => listDue(read, at.today),
    apply: async (write, due, at, run) => {
      await queueMails(
        write,
        queue,
        due.map((mail) => exportMail(mail.template, mail)),
        at,
      )
      if (due.length > 0) await keepAudit(write, due, at, run)
    },
    report: (due) => ({ reminded: viewsOf(due, 'export-reminder'), ended: viewsOf(due, 'export-ended') }),
    summarise: (due) => ({
      outcome: 'done',
      counts: {
        reminded: viewsOf(due, 'export-reminder').length,
        ended: viewsOf(due, 'export-ended').length,
      },
      findings: [],
      mails: due.length,
    }),
  }
}

async function listDue(read: ReadDb, today: IsoDate): Promise<readonly DueMail[]> {
  const offered = await listOffered(read, today)
  const due = offered.map((row): DueMail => {
    return { ...row, template: row.offered_until < today ? 'export-ended' : 'export-reminder' }
  })
  const told = await listMailKeys(
    read,
    due.map((mail) => exportMailKey(mail.template, mail)),
  )
  return due.filter((mail) => !told.has(exportMailKey(mail.template, mail)))
}

function viewsOf(due: readonly DueMail[], template: ExportTemplate): readonly ReminderView[] {
  return due
    .filter((mail) => mail.template === template)
    .map(({ id, child_number, offered_until }) => ({
      export: id,
      child: child_number,
      offeredUntil: offered_until,
    }))
}

async function keepAudit(write: WriteDb, due: readonly DueMail[], at: Moment, run: { id: string }) {
  await addAudit(write, {
    at: at.now.toString(),
    run_id: run.id,
    action: 'guardians told of exports',
    subject: 'exports',
    details: JSON.stringify({ exports: due.map(({ id, template }) => ({ export: id, template })) }),
  })
}
