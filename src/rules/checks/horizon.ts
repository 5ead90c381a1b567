import type { SwapCase, TakingCase } from '../cases.ts'
import type { HorizonFacts } from '../facts.ts'
import { type Case, type Finding, requestRule } from '../rule.ts'
import { addDays, type IsoDate } from '../time.ts'

/** LK-2: both days of a swap lie after today. */
export const swapFuture = requestRule('swap.future', ({ asking, ask }: SwapCase) => {
  const { today } = asking.at
  const { give, take } = ask
  return { held: give > today && take > today, facts: { today, give, take } }
})

/** LK-2: both days of a swap lie within the horizon. */
export const swapHorizon = requestRule('swap.horizon', (asked: SwapCase) =>
  withinHorizon([asked.ask.give, asked.ask.take], asked.policy.swap.aheadDays, asked),
)

/** LK-4: an extra day lies within the horizon. */
export const extraHorizon = requestRule('extra.horizon', (asked: TakingCase) =>
  withinHorizon([asked.taken.date], asked.policy.extra.aheadDays, asked),
)

/** LK-3: a credit day lies within the horizon. */
export const creditDayHorizon = requestRule('credit-day.horizon', (asked: TakingCase) =>
  withinHorizon([asked.taken.date], asked.policy.creditDay.aheadDays, asked),
)

function withinHorizon(
  dates: readonly IsoDate[],
  aheadDays: number,
  { asking }: Case,
): Finding<HorizonFacts> {
  const { today } = asking.at
  const latest = addDays(today, aheadDays)
  return { held: dates.every((date) => date <= latest), facts: { dates, today, aheadDays, latest } }
}
