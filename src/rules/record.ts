import type { Asking } from './ask.ts'
import { consequencesOf } from './decide.ts'
import type { Policy } from './policy.ts'
import type { Consequences, CreditUse } from './verdict.ts'
import type { ChildId, Credit, PastRequest, RequestState, World } from './world.ts'

/** What the location answered; undefined: nothing yet. */
export type Answer = 'granted' | 'declined' | undefined

/**
 * The world after an ask that really happened, taken as accepted: an absence is granted and earns what it earns,
 * a credit day spends when it is submitted, a declined one gives back, a cancellation takes back. The ids of
 * the new request and credits count on from those in the world. Throws as `decide`.
 */
export function record(world: World, asking: Asking, policy: Policy, answer?: Answer): World {
  const { ask, at } = asking
  const consequences = consequencesOf(asking, world, policy)
  const request: PastRequest = {
    id: `request-${world.requests.length + 1}`,
    ask,
    askedAt: at.wall,
    state: stateOf(asking, consequences, answer),
    ...(consequences.spends.length > 0 && { spends: consequences.spends }),
  }
  const accepted = answer !== 'declined'
  return {
    ...world,
    requests: [...(accepted ? withoutCancelled(world, consequences) : world.requests), request],
    credits: accepted ? creditsAfter(world, ask.child, consequences) : world.credits,
  }
}

/** An absence and a cancellation wait for nobody, nor does what the rules themselves answer. */
function stateOf({ ask }: Asking, { answered }: Consequences, answer: Answer): RequestState {
  if (answer) return answer
  if (answered) return 'granted'
  return ask.kind === 'absence' || ask.kind === 'cancel' ? 'granted' : 'open'
}

function withoutCancelled(world: World, { cancels }: Consequences): readonly PastRequest[] {
  return world.requests.map((request) =>
    request.id === cancels ? { ...request, state: 'cancelled' as const } : request,
  )
}

function creditsAfter(world: World, child: ChildId, consequences: Consequences): readonly Credit[] {
  const { earns, grants, spends, returns } = consequences
  const earned = earns.map((credit, at) => ({ ...credit, id: `credit-${world.credits.length + at + 1}` }))
  const added = [...earned, ...grants].map((credit) => ({ ...credit, child, left: credit.amount }))
  return [...world.credits, ...added].map((credit) => ({
    ...credit,
    left: credit.left - amountOf(credit, spends) + amountOf(credit, returns),
  }))
}

function amountOf({ id }: Credit, uses: readonly CreditUse[]): number {
  return uses.reduce((sum, { credit, amount }) => (credit === id ? sum + amount : sum), 0)
}
