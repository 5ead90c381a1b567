import type { Swap } from '../ask.ts'
import { careTypeGiven } from '../care.ts'
import { mayBeSame } from '../care-type.ts'
import { circumstancesOf } from '../circumstances.ts'
import { type DayCare, dayCare } from '../day-care.ts'
import { spansOf } from '../earning.ts'
import { requestsOnDay } from '../lookup.ts'
import type { Case } from '../rule.ts'
import type { Circumstances } from '../terms/index.ts'
import type { CareType } from '../world.ts'
import { type TakingCase, takingCase } from './taking.ts'

export interface SwapCase extends TakingCase {
  readonly ask: Swap
  readonly given: DayCare
  readonly givenType: CareType | undefined
  /** The day given up, in open hours or, when it is closed, in all. */
  readonly givenCircumstances: Circumstances
  /** The same day was given up already, in a swap that waits for an answer. */
  readonly givenInOpenSwap: boolean
}

export function swapCase(asked: Case, ask: Swap): SwapCase {
  const givenType = careTypeGiven(asked.child, ask)
  const given = dayCare(asked, ask.give, givenType)
  const counted = given.planned.length > 0 ? given.planned : given.beforeClosures
  const givenCircumstances = circumstancesOf(asked, {
    date: ask.give,
    careType: givenType,
    group: counted[0]?.group,
    hours: spansOf(counted),
  })
  const givenInOpenSwap = isGivenInOpenSwap(asked, ask, givenType)
  return { ...takingCase(asked, ask), ask, given, givenType, givenCircumstances, givenInOpenSwap }
}

function isGivenInOpenSwap({ world, child }: Case, { give }: Swap, careType: CareType | undefined): boolean {
  return requestsOnDay(world, child.id, give).some(
    ({ ask, state }) =>
      state === 'open' &&
      ask.kind === 'swap' &&
      ask.give === give &&
      mayBeSame(careTypeGiven(child, ask), careType),
  )
}
