import type { ChildId, Credit, PastRequest, RequestState, World } from '../../rules/index.ts'
import type { ReplayCredit, ReplayRequest, StoredHistory, UtcText } from '../../store/replay.ts'
import { type Neighbours, openNeighbours } from './neighbours.ts'

/** Tells the world as it was known when a request was asked. */
export type WorldBefore = (request: ReplayRequest) => World

/**
 * The world before each request of a history, as far as the data tells: requests asked earlier in the state that they
 * had then, and what was left then of credits earned earlier. Contracts, groups, closures and planned staff are those
 * of today, for nobody keeps what they were.
 */
export function openHistory(history: StoredHistory): WorldBefore {
  const neighbours = openNeighbours(history)
  const credits = Map.groupBy(history.credits, ({ child }) => child)
  return (request) => worldBefore(request, history.placements, neighbours, credits)
}

function worldBefore(
  request: ReplayRequest,
  { locations, groups }: World,
  neighbours: Neighbours,
  creditsOf: ReadonlyMap<ChildId, readonly ReplayCredit[]>,
): World {
  const { child } = request.asking.ask
  return {
    locations,
    groups,
    children: neighbours.childrenAround(child),
    requests: neighbours.requestsBefore(request).map((earlier) => toPast(earlier, request, creditsOf)),
    credits: (creditsOf.get(child) ?? []).flatMap((credit) => creditBefore(credit, request) ?? []),
  }
}

function toPast(
  earlier: ReplayRequest,
  request: ReplayRequest,
  creditsOf: ReadonlyMap<ChildId, readonly ReplayCredit[]>,
): PastRequest {
  const { ask, at } = earlier.asking
  const own = ask.child === request.asking.ask.child ? (creditsOf.get(ask.child) ?? []) : []
  const spends = own.flatMap(({ id, entries }) =>
    entries
      .filter(({ kind, request: by }) => kind === 'spent' && by === earlier.id)
      .map(({ amount }) => ({ credit: id, amount: -amount })),
  )
  return {
    id: earlier.id,
    ask,
    askedAt: at.wall,
    state: stateBefore(earlier, request.askedAt),
    ...(spends.length > 0 && { spends }),
  }
}

/** The state that a request had when another was asked; what was answered or taken back by asking that other had not happened yet. */
export function stateBefore(
  { state, answeredAt, cancelledAt }: Pick<ReplayRequest, 'state' | 'answeredAt' | 'cancelledAt'>,
  askedAt: UtcText,
): RequestState {
  const answered = answeredAt !== null && answeredAt <= askedAt
  if (state === 'cancelled') {
    if (cancelledAt === null || cancelledAt < askedAt) return 'cancelled'
    return answered ? 'granted' : 'open'
  }
  return answered || answeredAt === null ? state : 'open'
}

/** A credit as it stood; undefined when it was not earned yet. */
function creditBefore({ entries, ...credit }: ReplayCredit, { askedAt }: ReplayRequest): Credit | undefined {
  const then = entries.filter(({ at }) => at < askedAt)
  if (then.length === 0) return undefined
  return { ...credit, left: then.reduce((sum, { amount }) => sum + amount, 0) }
}
