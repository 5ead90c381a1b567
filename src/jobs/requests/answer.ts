import { UserError } from '../../errors.ts'
import type { Ask, Moment, Policy, Reason, RequestState, Spending } from '../../rules/index.ts'
import { addAudit } from '../../store/audit.ts'
import { addEntries, listSpentBy } from '../../store/credits.ts'
import type { ReadDb, WriteDb } from '../../store/open.ts'
import type { Queue } from '../../store/queue.ts'
import { type StoredRequest, updateRequest } from '../../store/requests.ts'
import type { Job } from '../job.ts'
import { REQUESTS_LOCK } from '../run.ts'
import { takeEffect } from './effects.ts'
import { findRequestByPrefix } from './find-request.ts'
import { returnedEntry } from './ledger.ts'
import { brokenSince } from './recheck.ts'
import { tellGuardian } from './tell-guardian.ts'

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
  /** The guardian is told by mail. */
  readonly mailQueued: boolean
}

/** The location's answer to a request that waits for one. */
export function answerJob(policy: Policy, queue: Queue): Job<AnswerOptions, AnswerPlan, AnswerReport> {
  return {
    name: 'answer-request',
    summary: 'grant or decline a request',
    lock: () => REQUESTS_LOCK,
    describe: ({ request, answer }) => ({ request, answer }),
    plan: (read, options, at) => planAnswer(read, policy, options, at),
    apply: (write, plan, at, run) => applyAnswer(write, queue, plan, at, run),
    report: (plan) => ({
      request: plan.stored.id,
      ask: plan.stored.ask,
      state: plan.broken.length > 0 ? plan.stored.state : plan.answer,
      unchanged: plan.unchanged,
      returnedCredits: plan.returns.length,
      broken: plan.broken,
      mailQueued: plan.stored.guardian_id !== null && changes(plan),
    }),
    summarise: (plan) => ({
      outcome: plan.broken.length > 0 ? 'refused' : 'done',
      counts: { [plan.answer]: changes(plan) ? 1 : 0 },
      findings: plan.broken,
    }),
  }
}

function changes({ unchanged, broken }: AnswerPlan): boolean {
  return !unchanged && broken.length === 0
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

async function applyAnswer(
  write: WriteDb,
  queue: Queue,
  plan: AnswerPlan,
  at: Moment,
  run: { id: string },
): Promise<void> {
  if (!changes(plan)) return
  const { id, child_id, guardian_id, consequences } = plan.stored
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
  const told = { request: id, childId: child_id, guardianId: guardian_id }
  await tellGuardian(write, queue, 'request-answered', told, at)
  await addAudit(write, {
    at: at.now.toString(),
    run_id: run.id,
    action: `request ${plan.answer}`,
    subject: `request ${id}`,
    details: JSON.stringify({ returned: plan.returns.length }),
  })
}
