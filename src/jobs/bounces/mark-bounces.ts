import type { Moment } from '../../rules/index.ts'
import { addAudit } from '../../store/audit.ts'
import { insertBounces, insertReadReports, markCameBack } from '../../store/bounces.ts'
import type { WriteDb } from '../../store/open.ts'
import type { Job, RunRef } from '../job.ts'
import { type BouncePlan, type Mark, planBounces } from './plan.ts'
import type { Reading } from './read-reports.ts'

export interface BounceReport {
  readonly counts: Readonly<Record<string, number>>
  readonly marks: readonly {
    readonly mail: string | null
    readonly guardian: number | null
    readonly location: number | null
    readonly status: string | null
    readonly marks: readonly ('mail' | 'address')[]
  }[]
}

/** Marks what came back, so that a mail is known not to have arrived and a dead address is not mailed again. */
export const markBouncesJob: Job<Reading, BouncePlan, BounceReport> = {
  name: 'mail-bounces',
  summary: 'mark mails that came back, and addresses that do not work',
  plan: (read, reading) => planBounces(read, reading),
  apply: markAll,
  report: (plan) => ({ counts: countsOf(plan), marks: plan.marks.map(told) }),
  summarise: (plan) => ({
    outcome: plan.reading.unreadable === 0 ? 'done' : 'partial',
    counts: countsOf(plan),
    findings: plan.reading.findings,
  }),
}

async function markAll(
  write: WriteDb,
  { marks, digests }: BouncePlan,
  at: Moment,
  run: RunRef,
): Promise<void> {
  await markCameBack(
    write,
    marks.flatMap(({ mail, marksMail, status }) =>
      mail !== null && marksMail ? [{ id: mail, reason: `came back: ${status ?? 'without a status'}` }] : [],
    ),
  )
  await insertBounces(
    write,
    marks.flatMap(({ address, mail, status }) =>
      address !== null && status !== undefined ? [{ address, mail, status }] : [],
    ),
    at.now.toString(),
  )
  await insertReadReports(write, digests, at.now.toString())
  if (marks.length > 0) await keepAudit(write, marks, at, run)
}

async function keepAudit(write: WriteDb, marks: readonly Mark[], at: Moment, run: RunRef): Promise<void> {
  await addAudit(write, {
    at: at.now.toString(),
    run_id: run.id,
    action: 'mail came back',
    subject: 'mails',
    details: JSON.stringify({ marks: marks.map(told) }),
  })
}

/** `messages` = `reports` + `ignored` + `unreadable`; `recipients` = `cameBack` + `notices` + `readBefore` + `notOurs`. */
function countsOf({ reading, counts, marks }: BouncePlan) {
  const { messages, reports, ignored, unreadable, notices } = reading
  const recipients = counts.cameBack + counts.readBefore + counts.notOurs + notices
  return {
    ...{ messages, reports, ignored, unreadable },
    ...{ recipients, ...counts, notices },
    mailsMarked: marks.filter(({ marksMail }) => marksMail).length,
    addressesMarked: marks.filter(({ address }) => address !== null).length,
  }
}

function told({ mail, guardian, location, status, marksMail, address }: Mark): BounceReport['marks'][number] {
  const marks = [...(marksMail ? ['mail' as const] : []), ...(address === null ? [] : ['address' as const])]
  return { mail, guardian, location, status: status ?? null, marks }
}
