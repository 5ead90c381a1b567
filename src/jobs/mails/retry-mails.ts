import { UserError } from '../../errors.ts'
import type { Moment } from '../../rules/index.ts'
import { addAudit } from '../../store/audit.ts'
import { countWaiting } from '../../store/mail-claims.ts'
import { listForRetry, queueAgain } from '../../store/mail-queue.ts'
import type { ReadDb, Store, WriteDb } from '../../store/open.ts'
import type { MailState } from '../../store/tables.ts'
import type { Job, RunFinding, RunRef } from '../job.ts'
import { findMailByPrefix } from './find-mail.ts'
import { assertTemplate } from './template.ts'

export interface RetryOptions {
  /** Ids or beginnings of them; none: all mails of these states and this template. */
  readonly mails: readonly string[]
  readonly states: readonly MailState[]
  readonly template?: string | undefined
}

/** Why a mail is not tried again. */
const REFUSALS = {
  sent: 'it was sent',
  skipped: 'it was no longer needed',
  sending: 'it is being sent',
  waits: 'it waits already; "ouderportaal mail send" sends what waits',
  bounced: 'mail to its address came back; when that works again:',
} as const

interface RetryPlan {
  readonly again: readonly string[]
  readonly refused: readonly Refusal[]
}

interface Refusal {
  readonly mail: string
  readonly why: keyof typeof REFUSALS
  /** What makes it possible, where something does. */
  readonly command?: string
}

export interface RetryReport extends RetryPlan {
  readonly counts: Readonly<Record<'chosen' | 'again' | 'refused', number>>
}

/** Puts mails in the queue once more, under the same Message-ID; never one that was sent. */
export const retryMailsJob: Job<RetryOptions, RetryPlan, RetryReport> = {
  name: 'mail-retry',
  summary: 'try mails again that failed, or of which nobody knows whether they arrived',
  describe: ({ mails, states, template }) => ({ mails: mails.length, states, template }),
  plan: planRetry,
  apply: async (write, plan, at, run) => {
    await queueAgain(write, plan.again)
    if (plan.again.length > 0) await keepAudit(write, plan, at, run)
  },
  report: (plan) => ({ ...plan, counts: countsOf(plan) }),
  summarise: (plan) => ({
    outcome: plan.refused.length === 0 ? 'done' : 'partial',
    counts: countsOf(plan),
    findings: findingsOf(plan),
  }),
}

async function planRetry(read: ReadDb, options: RetryOptions): Promise<RetryPlan> {
  const { mails, template } = options
  if (mails.length + options.states.length === 0 && template === undefined) {
    throw new UserError('Which mails? Name their ids, or add --failed, --unknown or --template.')
  }
  if (template !== undefined) assertTemplate(template)
  const states: readonly MailState[] =
    options.states.length > 0 ? options.states : ['failed', 'unknown', 'queued']
  const chosen = mails.length > 0 ? { ids: await findIds(read, mails), template } : { states, template }
  const judged = (await listForRetry(read, chosen)).map((mail) => ({ mail, why: refusalOf(mail) }))
  return {
    again: judged.filter(({ why }) => why === undefined).map(({ mail }) => mail.id),
    refused: judged.flatMap(({ mail, why }) => (why === undefined ? [] : [refusal(mail, why)])),
  }
}

async function findIds(read: ReadDb, prefixes: readonly string[]): Promise<readonly string[]> {
  const ids: string[] = []
  for (const prefix of prefixes) ids.push((await findMailByPrefix(read, prefix)).id)
  return ids
}

type Chosen = Awaited<ReturnType<typeof listForRetry>>[number]

function refusal({ id, guardian, location }: Chosen, why: keyof typeof REFUSALS): Refusal {
  if (why !== 'bounced') return { mail: id, why }
  const whose = guardian === null ? `--location "${location}"` : guardian
  return { mail: id, why, command: `ouderportaal mail unblock ${whose}` }
}

function refusalOf({ state, try_after, bounced }: Chosen): keyof typeof REFUSALS | undefined {
  if (state === 'sent' || state === 'skipped' || state === 'sending') return state
  if (bounced) return 'bounced'
  return state === 'queued' && try_after === null ? 'waits' : undefined
}

async function keepAudit(write: WriteDb, { again }: RetryPlan, at: Moment, run: RunRef): Promise<void> {
  await addAudit(write, {
    at: at.now.toString(),
    run_id: run.id,
    action: 'mails queued again',
    subject: 'mails',
    details: JSON.stringify({ mails: again }),
  })
}

function countsOf({ again, refused }: RetryPlan): RetryReport['counts'] {
  return { chosen: again.length + refused.length, again: again.length, refused: refused.length }
}

function findingsOf({ refused }: RetryPlan): readonly RunFinding[] {
  return refused.map(({ mail, why, command }) => ({
    code: `mail-not-retried-${why}`,
    message: `Mail ${mail}: ${REFUSALS[why]}${command ? ` "${command}"` : ''}.`,
  }))
}

/** With what is due already: whoever delivers after a retry delivers all. */
export async function countMailsToSend({ read }: Store, { again }: RetryPlan, at: Moment): Promise<number> {
  return again.length + (await countWaiting(read, at.now.toString())).due
}
