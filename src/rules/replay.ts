import type { Asking } from './ask.ts'
import type { Policy } from './policy.ts'
import { type Answer, record } from './record.ts'
import type { IsoDate } from './time.ts'
import type { World } from './world.ts'

/** Something that was asked, with what was answered; undefined: nothing yet. */
export interface Step {
  readonly asking: Asking
  readonly answer: Answer
}

/** The world after steps that really happened, oldest first, each taken as accepted under the policy of its day. Throws as `record`. */
export function replay(world: World, steps: readonly Step[], policyOf: (today: IsoDate) => Policy): World {
  return steps.reduce(
    (before, { asking, answer }) => record(before, asking, policyOf(asking.at.today), answer),
    world,
  )
}
