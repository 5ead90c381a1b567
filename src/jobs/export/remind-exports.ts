import type { Moment } from '../../rules/index.ts'
import { addAudit } from '../../store/audit.ts'
import { listOffered, type ReadyExport } from '../../store/exports.ts'
import type { NewMail } from '../../store/mails.ts'
import type { ReadDb, WriteDb } from '../../store/open.ts'
import type { Queue } from '../../store/queue.ts'
import type { Job } from '../job.ts'
import { listOwed, listUntold, queueOwed } from '../mails/owed.ts'
import { exportMail } from './export-mail.ts'
import { type OfferView, viewOf } from './remove-exports.ts'

export const REMIND_EXPORTS = {
  name: 'remind-exports',
  summary: 'remind guardians of an export that soon goes (LK-15)',
  schedule: '06:10',
} as const

interface RemindPlan {
  /** Of which the mail that they are there reached nobody, by an address that works now. */
  readonly untold: readonly ReadyExport[]
  readonly due: readonly ReadyExport[]
}

export interface RemindReport {
  readonly reminded: readonly OfferView[]
  readonly toldAgain: readonly OfferView[]
}

/**
 * Reminds of exports some days before the offer ends (LK-15). From which day on was decided when the export was made.
 * What is due follows from the data: after days without a run each guardian is told once, and of an offer that has
 * ended not any more. Who could not be told that there is an export is told now, and reminded another night.
 */
export function remindExportsJob(queue: Queue): Job<object, RemindPlan, RemindReport> {
  return {
    ...REMIND_EXPORTS,
    plan: planMails,
    apply: async (write, plan, at, run) => {
      const queued = await queueOwed(write, queue, mailsFor(plan), at)
      if (queued.length > 0) await keepAudit(write, queued, at, run)
    },
    report: ({ due, untold }) => ({ reminded: due.map(viewOf), toldAgain: untold.map(viewOf) }),
    summarise: ({ due, untold }) => ({
      outcome: 'done',
      counts: { reminded: due.length, toldAgain: untold.length },
      findings: [],
      mails: due.length + untold.length,
    }),
  }
}

const readyMail = (one: ReadyExport) => exportMail('export-ready', one)
const reminder = (one: ReadyExport) => exportMail('export-reminder', one)

function mailsFor({ due, untold }: RemindPlan): readonly NewMail[] {
  return [...untold.map(readyMail), ...due.map(reminder)]
}

async function planMails(read: ReadDb, _options: object, { today }: Moment): Promise<RemindPlan> {
  const offered = await listOffered(read, today)
  const untold = await listUntold(read, offered, readyMail)
  const due = offered.filter((one) => one.remind_on <= today && !untold.includes(one))
  return { untold, due: await listOwed(read, due, reminder) }
}

async function keepAudit(write: WriteDb, mails: readonly NewMail[], at: Moment, run: { id: string }) {
  await addAudit(write, {
    at: at.now.toString(),
    run_id: run.id,
    action: 'guardians reminded of exports',
    subject: 'exports',
    details: JSON.stringify({ exports: mails.map(({ data }) => data.export) }),
  })
}
