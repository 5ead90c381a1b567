import { UserError } from '../../errors.ts'
import type { Ask, Moment, Policy, Reason, RequestState, Spending } from '../../rules/index.ts'
import { addAudit } from '../../store/audit.ts'
import { addEntries, listSpentBy } from '../../store/credits.ts'
import type { ReadDb, WriteDb } from '../../store/open.ts'
import { type StoredRequest, updateRequest } from '../../store/requests.ts'
import type { Job } from '../job.ts'
import { REQUESTS_LOCK } from '../run.ts'
import { takeEffect } from './effects.ts'
import { findRequestByPrefix } from './find-request.ts'
import { returnedEntry } from './ledger.ts'
import { brokenSince } from './recheck.ts'

export interface AnswerOptions {
  /** The request's id, or so much of its beginning that no other has it. */
  readonly request: string
  readonly answer: 'granted' | 'declined'
  readonly note?: string
}

export interface AnswerPlan extends AnswerOptions {
  readonly stored: StoredRequest & { readonly child_number: string }
  /** It has this answer already: nothing to do. */
  readonly unchanged: boolean
  /** Credit that comes back because the request is declined. */
  readonly returns: readonly Spending[]
  /** Rules that hold no longer, so that it can't be granted. */
  readonly broken: readonly Reason[]
}

export interface AnswerReport {
  readonly request: string
  readonly ask: Ask
  readonly state: RequestState
  readonly unchanged: boolean
  readonly returnedCredits: number
  readonly broken: readonly Reason[]
}

/** The location's answer to a request that waits for one. */
export function answerJob(policy: Policy): Job<AnswerOptions, AnswerPlan, AnswerReport> {
  return {
    name: 'answer-request',
    summary: 'grant or decline a request',
    lock: () => REQUESTS_LOCK,
    describe: ({ request, answer }) => ({ request, answer }),
    plan: (read, options, at) => planAnswer(read, policy, options, at),
    apply: applyAnswer,
    report: (plan) => ({
      request: plan.stored.id,
      ask: plan.stored.ask,
      state: plan.broken.length > 0 ? plan.stored.state : plan.answer,
      unchanged: plan.unchanged,
      returnedCredits: plan.returns.length,
      broken: plan.broken,
    }),
    summarise: (plan) => ({
      outcome: plan.broken.length > 0 ? 'refused' : 'done',
      counts: { [plan.answer]: plan.unchanged || plan.broken.length > 0 ? 0 : 1 },
      findings: plan.broken,
    }),
  }
}

async function planAnswer(
  read: ReadDb,
  policy: Policy,
  options: AnswerOptions,
  at: Moment,
): Promise<AnswerPlan> {
  const stored = await findRequestByPrefix(read, options.request)
  const unchanged = stored.state === options.answer
  if (!unchanged && stored.state !== 'open') {
    throw new UserError(
      `Request ${stored.id} is ${stored.state} already: only an open request can be answered.`,
    )
  }
  const declined = options.answer === 'declined'
  return {
    ...options,
    stored,
    unchanged,
    returns: declined && !unchanged ? await listSpentBy(read, stored.id) : [],
    broken: declined || unchanged ? [] : await brokenSince(read, stored, policy, at),
  }
}

async function applyAnswer(write: WriteDb, plan: AnswerPlan, at: Moment, run: { id: string }): Promise<void> {
  if (plan.unchanged || plan.broken.length > 0) return
  const { id, child_id, consequences } = plan.stored
  await updateRequest(write, id, ['open'], {
    state: plan.answer,
    answered_at: at.now.toString(),
    answer_note: plan.note ?? null,
  })
  await addEntries(
    write,
    plan.returns.map((use) => returnedEntry(use, id, at)),
  )
  if (plan.answer === 'granted' && consequences) {
    await takeEffect(write, { request: id, childId: child_id }, consequences, at)
  }
  await addAudit(write, {
    at: at.now.toString(),
    run_id: run.id,
    action: `request ${plan.answer}`,
    subject: `request ${id}`,
    details: JSON.stringify({ returned: plan.returns.length }),
  })
}
