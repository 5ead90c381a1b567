import { createHash, randomUUID } from 'node:crypto'
import { addDays } from '../rules/index.ts'
import { addAudit } from '../store/audit.ts'
import { listEarlierMails } from '../store/earlier-mails.ts'
import { listExpiringCredits } from '../store/expiring-credits.ts'
import type { NewMail } from '../store/mails.ts'
import type { ReadDb } from '../store/open.ts'
import type { Queue } from '../store/queue.ts'
import type { FindPolicy, Job } from './job.ts'
import { listOwed, queueOwed } from './mails/owed.ts'

export const WARN_EXPIRING_CREDITS = {
  name: 'warn-expiring-credits',
  summary: 'tell guardians of credit that is about to lapse (LK-8)',
  schedule: '09:10',
} as const

type Expiring = Awaited<ReturnType<typeof listExpiringCredits>>[number]

/** The mail to one guardian, about all credits of the children. */
type Warning = readonly [Expiring, ...Expiring[]]

export interface WarnReport {
  readonly warned: readonly { readonly guardian: string; readonly credits: string }[]
}

/** Tells each guardian once of each credit that lapses soon, of all children in one mail (LK-8). */
export function warnExpiringCreditsJob(
  queue: Queue,
  findPolicy: FindPolicy,
): Job<object, readonly Warning[], WarnReport> {
  return {
    ...WARN_EXPIRING_CREDITS,
    plan: async (read, _options, { today }) => {
      const { remind } = await findPolicy()
      const until = addDays(today, remind.creditDaysBefore)
      return planWarnings(read, await listExpiringCredits(read, { from: today, until }))
    },
    apply: async (write, warnings, at, run) => {
      if (warnings.length === 0) return
      const queued = await queueOwed(write, queue, warnings.map(mailOf), at)
      await addAudit(write, {
        at: at.now.toString(),
        run_id: run.id,
        action: 'credits warned of',
        subject: 'credits',
        details: JSON.stringify({ guardians: queued.map(({ guardian_id }) => guardian_id) }),
      })
    },
    report: (warnings) => ({
      warned: warnings.map((rows) => ({
        guardian: String(rows[0].guardian),
        credits: String(rows.length),
      })),
    }),
    summarise: (warnings) => ({
      outcome: 'done',
      counts: {
        guardians: warnings.length,
        credits: new Set(warnings.flat().map(({ credit }) => credit)).size,
      },
      findings: [],
      mails: warnings.length,
    }),
  }
}

async function planWarnings(read: ReadDb, expiring: readonly Expiring[]): Promise<readonly Warning[]> {
  const guardians = new Set(expiring.map(({ guardian }) => guardian))
  const mails = await listEarlierMails(read, 'credits-expiring', guardians)
  const told = new Set(
    mails.flatMap(({ guardian_id, data }) =>
      (data.credits as readonly string[]).map((credit) => `${guardian_id}/${credit}`),
    ),
  )
  const untold = expiring.filter(({ guardian, credit }) => !told.has(`${guardian}/${credit}`))
  const warnings = [...Map.groupBy(untold, ({ guardian }) => guardian).values()]
  return listOwed(read, warnings as unknown as readonly Warning[], mailOf)
}

function mailOf(rows: Warning): NewMail {
  const [{ guardian, locationId }] = rows
  const credits = rows.map(({ credit }) => credit)
  return {
    id: randomUUID(),
    key: `credits-expiring/${guardian}/${createHash('sha256').update(credits.join()).digest('hex')}`,
    template: 'credits-expiring',
    guardian_id: guardian,
    location_id: locationId,
    data: { credits },
  }
}
