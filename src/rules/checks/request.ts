import type { AskKind } from '../ask.ts'
import { roomForRequest } from '../caps.ts'
import type { SwapCase } from '../cases/swap.ts'
import type { TakingCase } from '../cases/taking.ts'
import type { FactsOf } from '../facts.ts'
import type { RequestCap } from '../policy.ts'
import { type Check, type OpenedCase, requestRule } from '../rule.ts'
import { type Choice, type Circumstances, choose } from '../terms/index.ts'

/** LK-1: staff enter a request for a guardian only with the reason why the portal could not be used, unless the policy says otherwise. */
export const requestDigital = requestRule(
  'request.digital',
  ({ asking, policy, circumstances }: OpenedCase) => {
    const { by } = asking
    const reasonGiven = Boolean(asking.because?.trim())
    const staff = choose(policy.staff, { ...circumstances, asking }) ?? 'with-reason'
    const staffMayEnter = staff !== 'never'
    const held = by === 'guardian' || staff === 'freely' || (staffMayEnter && reasonGiven)
    return { held, facts: { by, reasonGiven, staffMayEnter } }
  },
  'any-day',
)

/** Where the house rules offer no such request, or not for that care. */
export const swapOffered = requestRule('request.offered', (asked: SwapCase) =>
  offered(asked.policy.swap.offered, asked),
)
export const extraOffered = requestRule('request.offered', (asked: TakingCase) =>
  offered(asked.policy.extra.offered, asked),
)
export const creditDayOffered = requestRule('request.offered', (asked: TakingCase) =>
  asked.policy.credit ? offered(asked.policy.creditDay.offered, asked) : refusedEverywhere(asked),
)

/** Where the house rules allow so many a year, a month or a week. */
export const swapCap = requestRule('request.cap', (asked: SwapCase) =>
  withinCaps('swap', asked.policy.swap.caps, (cap) =>
    roomForRequest(
      cap,
      cap.counted === 'given' ? asked.givenCircumstances : asked.circumstances,
      asked.world,
    ),
  ),
)
export const extraCap = requestRule('request.cap', (asked: TakingCase) =>
  withinCaps('extra', asked.policy.extra.caps, (cap) =>
    roomForRequest(cap, asked.circumstances, asked.world),
  ),
)
export const creditDayCap = requestRule('request.cap', (asked: TakingCase) =>
  withinCaps('credit-day', asked.policy.creditDay.caps, (cap) =>
    roomForRequest(cap, asked.circumstances, asked.world),
  ),
)

function offered(setting: Choice<boolean>, { circumstances }: OpenedCase): Check<FactsOf<'request.offered'>> {
  const answer = choose(setting, circumstances)
  return answer === undefined ? 'not-applicable' : { held: answer, facts: offeredFacts(circumstances) }
}

function refusedEverywhere({ circumstances }: OpenedCase): Check<FactsOf<'request.offered'>> {
  return { held: false, facts: offeredFacts(circumstances) }
}

function offeredFacts({ asking, careType }: Circumstances): FactsOf<'request.offered'> {
  return { kind: asking.ask.kind, careTypes: careType ? [careType] : [] }
}

/** The first cap that leaves no room, or else the first of all. */
function withinCaps(
  kind: AskKind,
  caps: readonly RequestCap[],
  roomFor: (cap: RequestCap) => ReturnType<typeof roomForRequest>,
): Check<FactsOf<'request.cap'>> {
  const rooms = caps.flatMap((cap) => roomFor(cap) ?? [])
  const room = rooms.find(({ most, used }) => used >= most) ?? rooms[0]
  if (!room) return 'not-applicable'
  const { most, used, from, until } = room
  return { held: used < most, facts: { kind, granted: used, most, from, until } }
}
