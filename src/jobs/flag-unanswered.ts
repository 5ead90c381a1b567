import { randomUUID } from 'node:crypto'
import { type Moment, momentOf } from '../rules/index.ts'
import { addAudit } from '../store/audit.ts'
import { type NewMail, queueMails } from '../store/mails.ts'
import type { WriteDb } from '../store/open.ts'
import type { Queue } from '../store/queue.ts'
import { flagRequests, listUnanswered } from '../store/requests.ts'
import type { Job } from './job.ts'
import { REQUESTS_LOCK } from './run.ts'

export const FLAG_UNANSWERED = {
  name: 'flag-unanswered',
  summary: 'flag requests without an answer after two working days, and tell both sides (LK-5)',
  schedule: '06:00',
} as const

type Unanswered = Awaited<ReturnType<typeof listUnanswered>>[number]

export interface FlagReport {
  readonly flagged: readonly {
    readonly request: string
    readonly child: string
    readonly kind: string
    readonly askedAt: string
    readonly answerDue: string | null
  }[]
}

/**
 * Flags requests that had no answer by the end of the second working day (LK-5), tells each location
 * which of its requests wait, and advises the guardian to phone. A request is flagged once.
 */
export function flagUnansweredJob(queue: Queue): Job<object, readonly Unanswered[], FlagReport> {
  return {
    ...FLAG_UNANSWERED,
    // What is open here stays so: whoever answers meanwhile waits.
    lock: () => REQUESTS_LOCK,
    plan: (read, _options, at) => listUnanswered(read, at.today),
    apply: async (write, unanswered, at, run) => {
      await flagRequests(
        write,
        unanswered.map(({ id }) => id),
        at.now.toString(),
      )
      await queueMails(write, queue, mailsFor(unanswered), at)
      if (unanswered.length > 0) await addFlagAudit(write, unanswered, at, run)
    },
    report: (unanswered) => ({
      flagged: unanswered.map((row) => ({
        request: row.id,
        child: row.child_number,
        kind: row.kind,
        askedAt: momentOf(row.asked_at).wall,
        answerDue: row.answer_due,
      })),
    }),
    summarise: (unanswered) => ({
      outcome: 'done',
      counts: { flagged: unanswered.length },
      findings: [],
      mails: mailsFor(unanswered).length,
    }),
  }
}

/** One digest a location, and one advice a request that a guardian asked. */
function mailsFor(unanswered: readonly Unanswered[]): readonly NewMail[] {
  const digests = [...Map.groupBy(unanswered, (row) => row.location_id)].map(([location, rows]) => ({
    id: randomUUID(),
    key: `unanswered-digest/${rows[0]?.id}`,
    template: 'unanswered-digest',
    guardian_id: null,
    location_id: location,
    data: { requests: rows.map((row) => row.id) },
  }))
  const advices = unanswered.flatMap((row) =>
    row.guardian_id === null
      ? []
      : [
          {
            id: randomUUID(),
            key: `unanswered-guardian/${row.id}`,
            template: 'unanswered-guardian',
            guardian_id: row.guardian_id,
            location_id: row.location_id,
            data: { request: row.id },
          },
        ],
  )
  return [...digests, ...advices]
}

async function addFlagAudit(
  write: WriteDb,
  unanswered: readonly Unanswered[],
  at: Moment,
  run: { id: string },
) {
  await addAudit(write, {
    at: at.now.toString(),
    run_id: run.id,
    action: 'requests flagged',
    subject: 'requests',
    details: JSON.stringify({ requests: unanswered.map(({ id }) => id) }),
  })
}
