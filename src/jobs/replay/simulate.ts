import { decide, type IsoDate, type Policy, type PolicyRef } from '../../rules/index.ts'
import type { ReadDb } from '../../store/open.ts'
import { type ReplayRequest, readHistory } from '../../store/replay.ts'
import { type Change, changeOf } from './change.ts'
import { type FindPolicy, type LoadBook, loadDecidingPolicies } from './deciding-policy.ts'
import { type SimulationReport, summarise } from './summary.ts'
import { openHistory, type WorldBefore } from './world-before.ts'

export interface SimulateOptions {
  readonly policy: Policy
  /** The first and the last day of asking, both included; left out: all. */
  readonly from?: IsoDate
  readonly until?: IsoDate
  /** Finds the policies that decided the requests. */
  readonly load: LoadBook
}

/**
 * Decides the stored requests of a period twice in the same world, by the policy that decided them and by another, so
 * that what differs comes from the policy. Writes nothing.
 */
export async function simulate(read: ReadDb, options: SimulateOptions): Promise<SimulationReport> {
  const history = await readHistory(read)
  const replayed = history.requests.filter((request) => isInPeriod(request, options))
  const refs = replayed.map(({ policy }) => policy)
  const findPolicy = await loadDecidingPolicies(refs, options.load)
  const worldBefore = openHistory(history)
  const changes = replayed.map((request) => replay(request, options.policy, worldBefore, findPolicy))
  return summarise(changes, { policy: options.policy.ref, lost: refsLost(refs, findPolicy) })
}

function isInPeriod({ asking }: ReplayRequest, { from, until }: SimulateOptions): boolean {
  const { today } = asking.at
  return (from === undefined || from <= today) && (until === undefined || today <= until)
}

function replay(
  request: ReplayRequest,
  policy: Policy,
  worldBefore: WorldBefore,
  findPolicy: FindPolicy,
): Change {
  const world = worldBefore(request)
  const decidedBy = findPolicy(request.policy)
  const was = decidedBy ? decide(request.asking, world, decidedBy) : request.verdict
  return changeOf(request, was, decide(request.asking, world, policy))
}

/** The policies that can't be loaded any more: for these the stored verdict stands in. */
function refsLost(refs: readonly PolicyRef[], findPolicy: FindPolicy): readonly PolicyRef[] {
  const lost = refs.filter((ref) => findPolicy(ref) === undefined)
  return [...new Map(lost.map((ref) => [`${ref.name} ${ref.from}`, ref])).values()]
}
