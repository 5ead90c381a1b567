import { createHash, randomUUID } from 'node:crypto'
import { EXIT, UserError } from '../../errors.ts'
import {
  type Ask,
  type Asking,
  answerDue,
  type Consequences,
  consequencesOf,
  decide,
  type EarnedCredit,
  type IsoDate,
  locationOf,
  type Moment,
  type Policy,
  type RequestState,
  type Verdict,
} from '../../rules/index.ts'
import { addAudit } from '../../store/audit.ts'
import { findChild, findGuardianOf } from '../../store/children.ts'
import { addEntries, insertCredit } from '../../store/credits.ts'
import type { ReadDb, WriteDb } from '../../store/open.ts'
import { findRequest, insertRequest, updateRequest } from '../../store/requests.ts'
import type { Job } from '../job.ts'
import { REQUESTS_LOCK } from '../run.ts'
import { earnedEntry, returnedEntry, spentEntry } from './ledger.ts'
import { readWorldOn } from './read-world.ts'

export interface RecordOptions {
  readonly ask: Ask
  readonly by: Asking['by']
  readonly because?: string
  /** For which guardian staff enter it: 1 or 2, the place in the planning package. */
  readonly guardian?: number
}

export interface RecordPlan {
  readonly asking: Asking
  readonly childId: number
  readonly guardianId: number | null
  /** Made of what was asked and when, so that the same command given twice is one request. */
  readonly id: string
  readonly verdict: Verdict
  readonly state: RequestState
  /** What follows; undefined for a refusal and for what was recorded before. */
  readonly consequences: Consequences | undefined
  /** At the end of this day an answer is due; undefined when nothing waits for one. */
  readonly answerDue: IsoDate | undefined
  /** The same request was recorded before: nothing to do. */
  readonly unchanged: boolean
}

export interface RecordReport {
  readonly request: string
  readonly unchanged: boolean
  readonly ask: Ask
  readonly state: RequestState
  readonly answerDue: IsoDate | undefined
  readonly verdict: Verdict
}

/** Asks the rules, and keeps the request with its verdict and what follows from it. */
export function recordJob(policy: Policy): Job<RecordOptions, RecordPlan, RecordReport> {
  return {
    name: 'record-request',
    summary: 'decide a request by the rules and keep it with its verdict',
    lock: () => REQUESTS_LOCK,
    describe: ({ ask, by }) => ({ kind: ask.kind, child: ask.child, by }),
    plan: (read, options, at) => planRecord(read, policy, options, at),
    apply: applyRecord,
    report: (plan) => ({
      request: plan.id,
      unchanged: plan.unchanged,
      ask: plan.asking.ask,
      state: plan.state,
      answerDue: plan.answerDue,
      verdict: plan.verdict,
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
  { ask, by, because, guardian }: RecordOptions,
  at: Moment,
): Promise<RecordPlan> {
  const child = await findChild(read, ask.child)
  const world = await readWorldOn(read, ask.child, at.today)
  if (!child || !world) throw unknownChild(ask.child)
  const asking: Asking = { ask, at, by, ...(because && { because }) }
  const id = idOf(asking)
  const before = await findRequest(read, id)
  const verdict = before?.verdict ?? decide(asking, world, policy)
  const state = before?.state ?? stateAfter(asking, verdict)
  return {
    asking,
    childId: child.id,
    guardianId: guardian === undefined ? null : await findGuardianId(read, child, guardian),
    id,
    verdict,
    state,
    // One that waits for review spends its credit already, or it could be spent twice meanwhile.
    consequences: before || state === 'refused' ? undefined : consequencesOf(asking, world, policy),
    answerDue:
      state === 'open' ? answerDue(at.today, locationOf(world, String(child.group_id)), policy) : undefined,
    unchanged: before !== undefined,
  }
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

/** Absences and cancellations take effect at once; what takes a place waits for the location. */
function stateAfter({ ask }: Asking, verdict: Verdict): RequestState {
  if (verdict.outcome === 'refused') return 'refused'
  if (verdict.outcome === 'needs-review') return 'open'
  return ask.kind === 'absence' || ask.kind === 'cancel' ? 'granted' : 'open'
}

/** A UUID of version 8 (RFC 9562): the first bits of a hash of the content. */
function idOf({ ask, at, by }: Asking): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([ask, at.wall, by]))
    .digest('hex')
  return hash.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5')
}

async function applyRecord(write: WriteDb, plan: RecordPlan, at: Moment, run: { id: string }): Promise<void> {
  if (plan.unchanged) return
  const { id } = plan
  await insertRequest(write, rowOf(plan, at))
  if (plan.consequences) await applyConsequences(write, id, plan.childId, plan.consequences, at)
  await addAudit(write, {
    at: at.now.toString(),
    run_id: run.id,
    action: `request ${plan.state}`,
    subject: `request ${id}`,
    details: JSON.stringify({ kind: plan.asking.ask.kind, by: plan.asking.by }),
  })
}

function rowOf({ asking, verdict, ...plan }: RecordPlan, at: Moment) {
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
    policy_name: verdict.policy.name,
    policy_from: verdict.policy.from,
    answer_due: plan.answerDue ?? null,
    answered_at: null,
    answer_note: null,
    flagged_at: null,
  }
}

async function applyConsequences(
  write: WriteDb,
  request: string,
  childId: number,
  { earns, spends, returns, cancels }: Consequences,
  at: Moment,
): Promise<void> {
  for (const credit of earns) await earn(write, request, childId, credit, at)
  const entries = spends.map(({ credit }) => spentEntry(credit, request, at))
  if (cancels) {
    await cancelRequest(write, cancels)
    entries.push(...returns.map(({ credit }) => returnedEntry(credit, cancels, at)))
  }
  await addEntries(write, entries)
}

async function earn(write: WriteDb, request: string, childId: number, credit: EarnedCredit, at: Moment) {
  const id = randomUUID()
  await insertCredit(write, {
    id,
    child_id: childId,
    care_type: credit.careType,
    absent_on: credit.absentOn,
    expires_on: credit.expiresOn,
    minutes: credit.minutes,
    request_id: request,
  })
  await addEntries(write, [earnedEntry(id, request, at)])
}

async function cancelRequest(write: WriteDb, id: string): Promise<void> {
  const { state } = await write
    .selectFrom('requests')
    .select('state')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  await updateRequest(write, id, state, { state: 'cancelled' })
}
