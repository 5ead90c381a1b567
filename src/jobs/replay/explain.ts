import { UserError } from '../../errors.ts'
import {
  type Ask,
  decide,
  type IsoDate,
  type Policy,
  policyOn,
  type RequestState,
  type Verdict,
  type WallMoment,
} from '../../rules/index.ts'
import type { ReadDb } from '../../store/open.ts'
import { readHistory } from '../../store/replay.ts'
import { findRequestByPrefix } from '../requests/find-request.ts'
import type { LoadBook } from './deciding-policy.ts'
import { openHistory } from './world-before.ts'

export interface ExplainOptions {
  /** The request's id, or so much of its beginning that no other has it. */
  readonly request: string
  /** A day in force of the version to decide by. */
  readonly asOf?: IsoDate
  readonly load: LoadBook
}

/** A verdict with the policy whose clauses it names; undefined when that can't be loaded any more. */
export interface Decision {
  readonly policy: Policy | undefined
  readonly verdict: Verdict
}

export interface Explanation {
  readonly request: string
  readonly ask: Ask
  readonly askedAt: WallMoment
  readonly askedBy: 'guardian' | 'staff'
  readonly state: RequestState
  /** As it was decided and stored. */
  readonly stored: Decision
  /** As another version would have decided it, when one was asked for. */
  readonly other?: Decision
}

/** Why a stored request was decided as it was and, with `asOf`, what the version of that day makes of it. */
export async function explainRequest(read: ReadDb, options: ExplainOptions): Promise<Explanation> {
  const { load, asOf } = options
  const { id, policy_name, policy_from } = await findRequestByPrefix(read, options.request)
  const history = await readHistory(read)
  const request = history.requests.find((one) => one.id === id)
  if (!request) throw new Error(`request ${id} vanished while it was read`)
  const { asking, state, verdict } = request
  const book = await load(policy_name)
  const policy = book?.versions.find((version) => version.ref.from === policy_from)
  const explanation = {
    request: id,
    ask: asking.ask,
    askedAt: asking.at.wall,
    askedBy: asking.by,
    state,
    stored: { policy, verdict },
  }
  if (asOf === undefined) return explanation
  const other = book && policyOn(book, asOf)
  if (!other) throw noSuchVersion(policy_name, asOf)
  const decided = decide(asking, openHistory(history)(request), other)
  return { ...explanation, other: { policy: other, verdict: decided } }
}

function noSuchVersion(name: string, date: IsoDate): UserError {
  return new UserError(
    `The policy "${name}" has no version in force on ${date}: "ouderportaal rules show" lists its versions.`,
  )
}
