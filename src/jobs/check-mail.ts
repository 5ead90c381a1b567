import type { Moment } from '../rules/index.ts'
import { countTroubles, type MailHealth } from '../store/mail-health.ts'
import { listMailsOf } from '../store/mail-queue.ts'
import { queueMails } from '../store/mails.ts'
import type { ReadDb } from '../store/open.ts'
import type { Queue } from '../store/queue.ts'
import { findLastRun } from '../store/runs.ts'
import { mailToAdministrator } from './administrator.ts'
import type { Job, RunFinding } from './job.ts'

export const CHECK_MAIL = {
  name: 'check-mail',
  summary:
    'see whether mail waits too long, failed or came back, and tell the administrator when it gets worse',
  schedule: ':40',
  every: 'hour',
} as const

const TEMPLATE = 'mail-health'

/** Longer than this no mail should wait: a server that was away for a moment is back by then. */
const HOURS_WAITING = 4
/** What failed or came back longer ago is history. */
const DAYS_BACK = 7

export type Trouble = keyof MailHealth

const TROUBLES: Readonly<Record<Trouble, (count: string) => RunFinding>> = {
  waiting: (mails) => ({
    code: 'mail-waiting',
    message: `${mails} waited for more than ${HOURS_WAITING} hours: "ouderportaal mail queue" tells why.`,
  }),
  unknown: (mails) => ({
    code: 'mail-unknown',
    message: `${mails} may have arrived or not: "ouderportaal mail retry --unknown" sends them again.`,
  }),
  failed: (mails) => ({
    code: 'mail-failed',
    message: `${mails} of the last ${DAYS_BACK} days failed: "ouderportaal mail queue --state failed" tells why.`,
  }),
  bounced: (mails) => ({
    code: 'mail-bounced',
    message: `${mails} of the last ${DAYS_BACK} days came back: "ouderportaal activate status" shows whose address does not work.`,
  }),
}

interface HealthPlan {
  readonly counts: MailHealth
  /** What there is more of than an hour ago, or than the administrator knows. */
  readonly worse: readonly Trouble[]
}

export interface HealthReport {
  readonly troubles: readonly { readonly code: string; readonly what: string }[]
}

/** Looks, and changes nothing but the queue: a mail goes to the administrator when there is more trouble than the last time. */
export function checkMailJob(queue: Queue, hasAdministrator: boolean): Job<object, HealthPlan, HealthReport> {
  return {
    ...CHECK_MAIL,
    plan: planHealth,
    async apply(write, { counts, worse }, at) {
      if (!hasAdministrator || worse.length === 0) return
      // At most once a day for the same troubles: a server that is away lets more mail wait each hour.
      const mail = mailToAdministrator(TEMPLATE, `${at.today}/${worse.join('+')}`, { ...counts })
      await queueMails(write, queue, [mail], at)
    },
    report: ({ counts }) => ({
      troubles: findingsOf(counts, troublesIn(counts)).map(({ code, message }) => ({ code, what: message })),
    }),
    // A trouble of which there is no more than before is history: a crontab would tell it each hour for a week.
    summarise: ({ counts, worse }) => ({
      outcome: worse.length > 0 ? 'partial' : 'done',
      counts: { ...counts },
      findings: [...findingsOf(counts, worse), ...findingsOf(counts, oldOf(counts, worse)).map(asNote)],
    }),
  }
}

async function planHealth(read: ReadDb, _options: object, { now }: Moment): Promise<HealthPlan> {
  const counts = await countTroubles(read, {
    waitingSince: now.subtract({ hours: HOURS_WAITING }).toString(),
    since: now.subtract({ hours: 24 * DAYS_BACK }).toString(),
  })
  const before = (await findLastRun(read, CHECK_MAIL.name))?.counts ?? {}
  const [told] = await listMailsOf(read, TEMPLATE, 1)
  const known = (told?.data ?? counts) as MailHealth
  const isWorse = (trouble: Trouble) =>
    counts[trouble] > (before[trouble] ?? 0) || counts[trouble] > known[trouble]
  return { counts, worse: troublesIn(counts).filter(isWorse) }
}

function troublesIn(counts: MailHealth): readonly Trouble[] {
  return (Object.keys(TROUBLES) as Trouble[]).filter((trouble) => counts[trouble] > 0)
}

function oldOf(counts: MailHealth, worse: readonly Trouble[]): readonly Trouble[] {
  return troublesIn(counts).filter((trouble) => !worse.includes(trouble))
}

function asNote(finding: RunFinding): RunFinding {
  return { ...finding, severity: 'note' }
}

function findingsOf(counts: MailHealth, troubles: readonly Trouble[]): readonly RunFinding[] {
  return troubles.map((trouble) => {
    const count = counts[trouble]
    return TROUBLES[trouble](count === 1 ? '1 mail' : `${count} mails`)
  })
}
