import { addDays, type IsoDate, type Moment } from '../../rules/index.ts'
import { addAudit } from '../../store/audit.ts'
import {
  listEnded,
  listEndedOffers,
  listWithoutCustody,
  markRemoved,
  type ReadyExport,
} from '../../store/exports.ts'
import type { NewMail } from '../../store/mails.ts'
import type { ReadDb, WriteDb } from '../../store/open.ts'
import type { Queue } from '../../store/queue.ts'
import type { RemovalReason } from '../../store/tables.ts'
import type { Job, RunRef } from '../job.ts'
import { listUntold, queueOwed } from '../mails/owed.ts'
import { exportMail } from './export-mail.ts'

export const REMOVE_EXPORTS = {
  name: 'remove-exports',
  summary:
    'remove exports whose time to download is over, and tell their guardians (LK-15); those of who lost custody too',
  schedule: '06:20',
} as const

export interface OfferView {
  readonly export: string
  readonly child: string
  readonly offeredUntil: IsoDate
}

interface RemovePlan {
  readonly ended: readonly ReadyExport[]
  /** Whose guardian has no custody of the child any more; nobody is told. */
  readonly withoutCustody: readonly ReadyExport[]
  /** That ended before, of which the mail reached nobody, by an address that works now. */
  readonly untold: readonly ReadyExport[]
}

export interface RemoveReport {
  readonly removed: readonly OfferView[]
  readonly toldAgain: readonly OfferView[]
}

/** So long after the last day of an offer it is of use to hear that it is over. */
const CATCH_UP_DAYS = 28

/**
 * Removes exports whose offer ended before today, and tells their guardians so in the same transaction (LK-15): a
 * mail never says that something is gone that can still be downloaded. The files go after it. So do those of a guardian
 * who has no custody any more.
 */
export function removeExportsJob(queue: Queue): Job<object, RemovePlan, RemoveReport> {
  return {
    ...REMOVE_EXPORTS,
    plan: planRemoval,
    apply: async (write, plan, at, run) => {
      await removeRows(write, plan.ended, 'ended', at, run)
      await removeRows(write, plan.withoutCustody, 'no-custody', at, run)
      await queueOwed(write, queue, mailsFor(plan), at)
    },
    report: ({ ended, withoutCustody, untold }) => ({
      removed: [...ended, ...withoutCustody].map(viewOf),
      toldAgain: untold.map(viewOf),
    }),
    summarise: (plan) => ({
      outcome: 'done',
      counts: {
        removed: plan.ended.length,
        withoutCustody: plan.withoutCustody.length,
        toldAgain: plan.untold.length,
      },
      findings: [],
      mails: mailsFor(plan).length,
    }),
  }
}

async function planRemoval(read: ReadDb, _options: object, { today }: Moment): Promise<RemovePlan> {
  const offers = await listEndedOffers(read, addDays(today, -CATCH_UP_DAYS))
  const ended = await listEnded(read, today)
  const withoutCustody = await listWithoutCustody(read, today)
  return { ended, withoutCustody, untold: await listUntold(read, offers, endedMail) }
}

const endedMail = (one: ReadyExport) => exportMail('export-ended', one)

/** Of an export in parts its guardian is told once. */
function mailsFor({ ended, untold }: RemovePlan): readonly NewMail[] {
  return [...ended.filter(({ part }) => part === 1), ...untold].map(endedMail)
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
