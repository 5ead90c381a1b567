import { createHash } from 'node:crypto'
import { EXIT, UserError } from '../../errors.ts'
import {
  type Ask,
  type Asking,
  answerDue,
  type Consequences,
  consequencesOf,
  decide,
  type GroupId,
  type IsoDate,
  locationOf,
  type Moment,
  type Policy,
  type RequestState,
  type Verdict,
  type World,
} from '../../rules/index.ts'
import { addAudit } from '../../store/audit.ts'
import { findChild, findGuardianOf } from '../../store/children.ts'
import type { ReadDb, WriteDb } from '../../store/open.ts'
import type { Queue } from '../../store/queue.ts'
import { findRequest, insertRequest, type StoredRequest } from '../../store/requests.ts'
import type { Job } from '../job.ts'
import { REQUESTS_LOCK } from '../run.ts'
import { askInGroup } from './ask-in-group.ts'
import { holdCredit, takeEffect } from './effects.ts'
import { readWorldOn } from './read-world.ts'
import { tellGuardian } from './tell-guardian.ts'

export interface RecordOptions {
  readonly ask: Ask
  readonly by: Asking['by']
  readonly because?: string
  /** For which guardian staff enter it: 1 or 2, the place in the planning package. */
  readonly guardian?: number
  /** The name of the group in which the child would come, if not its own. */
  readonly group?: string
}

/** What becomes of an ask. */
interface Outcome {
  readonly verdict: Verdict
  readonly state: RequestState
  /** What follows; null for a refusal. */
  readonly consequences: Consequences | null
  /** It is decided on this day or later; undefined: at once, or it doesn't wait. */
  readonly decidedFrom: IsoDate | undefined
  /** At the end of this day an answer is due; undefined when nothing waits for one. */
  readonly answerDue: IsoDate | undefined
}

export interface RecordPlan extends Outcome {
  readonly asking: Asking
  readonly childId: number
  readonly guardianId: number | null
  /** Made of what was asked and when, so that the same command given twice is one request. */
  readonly id: string
  /** The same request was recorded before: nothing to do. */
  readonly unchanged: boolean
}

export interface RecordReport extends Pick<Outcome, 'state' | 'decidedFrom' | 'answerDue' | 'verdict'> {
  readonly request: string
  readonly unchanged: boolean
  readonly ask: Ask
  /** The guardian is told by mail. */
  readonly mailQueued: boolean
}

/** Asks the rules, and keeps the request with its verdict and what follows from it. */
export function recordJob(policy: Policy, queue: Queue): Job<RecordOptions, RecordPlan, RecordReport> {
  return {
    name: 'record-request',
    summary: 'decide a request by the rules and keep it with its verdict',
    lock: () => REQUESTS_LOCK,
    describe: ({ ask, by }) => ({ kind: ask.kind, child: ask.child, by }),
    plan: (read, options, at) => planRecord(read, policy, options, at),
    apply: (write, plan, at, run) => applyRecord(write, queue, plan, at, run),
    report: (plan) => ({
      request: plan.id,
      unchanged: plan.unchanged,
      ask: plan.asking.ask,
      state: plan.state,
      decidedFrom: plan.decidedFrom,
      answerDue: plan.answerDue,
      verdict: plan.verdict,
      mailQueued: plan.guardianId !== null && !plan.unchanged,
    }),
    summarise: (plan) => ({
      outcome: 'done',
      counts: { [plan.state]: plan.unchanged ? 0 : 1 },
      findings: [],
    }),
  }
}

async function planRecord(
  read: ReadDb,
  policy: Policy,
  { ask, by, because, guardian, group }: RecordOptions,
  at: Moment,
): Promise<RecordPlan> {
  const child = await findChild(read, ask.child)
  const world = await readWorldOn(read, ask.child, at.today)
  if (!child || !world) throw unknownChild(ask.child)
  const asking: Asking = {
    ask: group === undefined ? ask : await askInGroup(read, ask, group, world),
    at,
    by,
    ...(because && { because }),
  }
  const id = idOf(asking)
  const before = await findRequest(read, id)
  return {
    asking,
    childId: child.id,
    guardianId: guardian === undefined ? null : await findGuardianId(read, child, guardian),
    id,
    ...(before ? outcomeBefore(before) : outcomeNow(asking, world, policy, String(child.group_id))),
    unchanged: before !== undefined,
  }
}

function outcomeBefore(stored: StoredRequest): Outcome {
  const { verdict, state, consequences, decided_from, answer_due } = stored
  const days = { decidedFrom: decided_from ?? undefined, answerDue: answer_due ?? undefined }
  return { verdict, state, consequences, ...days }
}

function outcomeNow(asking: Asking, world: World, policy: Policy, group: GroupId): Outcome {
  const verdict = decide(asking, world, policy)
  const state = stateAfter(asking, verdict)
  const decided = { verdict, state, consequences: null, decidedFrom: undefined, answerDue: undefined }
  if (state === 'refused') return decided
  const consequences =
    verdict.outcome === 'allowed' ? verdict.consequences : consequencesOf(asking, world, policy)
  if (state !== 'open') return { ...decided, consequences }
  const { decidedFrom } = consequences
  const due = answerDue(decidedFrom ?? asking.at.today, locationOf(world, group), policy)
  return { ...decided, consequences, decidedFrom, answerDue: due }
}

export function unknownChild(number: string): UserError {
  return new UserError(
    `There is no child with number "${number}": write the number as the planning package does, with its zeros.`,
    EXIT.usage,
  )
}

async function findGuardianId(read: ReadDb, child: { id: number; number: string }, position: number) {
  const found = await findGuardianOf(read, child.id, position)
  if (found) return found.guardian_id
  throw new UserError(
    `Child ${child.number} has no guardian ${position}: choose another with --guardian, or leave it out.`,
  )
}

/** Absences and cancellations wait for nobody, nor does what the rules themselves answer; the rest waits for the location. */
function stateAfter({ ask }: Asking, verdict: Verdict): RequestState {
  if (verdict.outcome !== 'allowed') return verdict.outcome === 'refused' ? 'refused' : 'open'
  const { answered } = verdict.consequences
  return answered || ask.kind === 'absence' || ask.kind === 'cancel' ? 'granted' : 'open'
}

/** A UUID of version 8 (RFC 9562): the first bits of a hash of the content. */
function idOf({ ask, at, by }: Asking): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([ask, at.wall, by]))
    .digest('hex')
  return hash.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5')
}

async function applyRecord(
  write: WriteDb,
  queue: Queue,
  plan: RecordPlan,
  at: Moment,
  run: { id: string },
): Promise<void> {
  if (plan.unchanged) return
  const { id, childId, guardianId, consequences } = plan
  await insertRequest(write, rowOf(plan, at))
  const cause = { request: id, childId }
  if (consequences) await holdCredit(write, cause, consequences, at)
  if (consequences && plan.state === 'granted') await takeEffect(write, cause, consequences, at)
  const mail = plan.state === 'open' ? 'request-received' : 'request-answered'
  await tellGuardian(write, queue, mail, { ...cause, guardianId }, at)
  await addAudit(write, {
    at: at.now.toString(),
    run_id: run.id,
    action: `request ${plan.state}`,
    subject: `request ${id}`,
    details: JSON.stringify({ kind: plan.asking.ask.kind, by: plan.asking.by }),
  })
}

function rowOf({ asking, verdict, consequences, ...plan }: RecordPlan, at: Moment) {
  const { ask } = asking
  return {
    id: plan.id,
    child_id: plan.childId,
    kind: ask.kind,
    date: ask.kind === 'swap' ? ask.take : ask.date,
    ask: JSON.stringify(ask),
    asked_at: at.now.toString(),
    asked_by: asking.by,
    guardian_id: plan.guardianId,
    because: asking.because ?? null,
    state: plan.state,
    verdict: JSON.stringify(verdict),
    consequences: consequences && JSON.stringify(consequences),
    policy_name: verdict.policy.name,
    policy_from: verdict.policy.from,
    decided_from: plan.decidedFrom ?? null,
    answer_due: plan.answerDue ?? null,
    answered_at: plan.state === 'granted' ? at.now.toString() : null,
    answer_note: null,
    flagged_at: null,
    cancelled_at: null,
  }
}
