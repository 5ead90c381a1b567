import type { SwapCase } from '../cases/swap.ts'
import { calendarOf } from '../circumstances.ts'
import { isExcluded, mayExchange } from '../exchange.ts'
import type { SwapSize } from '../policy.ts'
import { requestRule } from '../rule.ts'
import { type Circumstances, choose, dayPartsOf, daysOf, includes, totalMinutes } from '../terms/index.ts'
import type { WallTime } from '../time.ts'

/** LK-7: the day taken is of the same care type as the day given up, unless the policy lets them be exchanged. */
export const swapSameCareType = requestRule('swap.same-care-type', (asked: SwapCase) => {
  const { taken, givenType, policy } = asked
  if (!taken.careType || !givenType || policy.swap.careTypes === 'any') return 'not-applicable'
  const held = mayExchange(policy.swap.careTypes, givenType, taken.careType)
  return { held, facts: { give: givenType, take: taken.careType } }
})

/** Where the house rules keep some care apart, for instance school weeks from school holidays. */
export const swapSameProduct = requestRule('swap.same-product', (asked: SwapCase) => {
  const { exclusions } = asked.policy.swap
  if (exclusions.length === 0) return 'not-applicable'
  const { give, take } = asked.ask
  return {
    held: !isExcluded(exclusions, asked.givenCircumstances, asked.circumstances),
    facts: { give, take },
  }
})

/** Where the house rules say how far apart the two days may lie. */
export const swapWindow = requestRule('swap.window', (asked: SwapCase) => {
  const { givenCircumstances, givenType, child, ask, asking, policy } = asked
  const window = choose(policy.swap.window, givenCircumstances)
  if (!window || !givenType) return 'not-applicable'
  const calendar = calendarOf(givenCircumstances, asked)
  const anchor = { absentOn: ask.give, reportedOn: asking.at.today, child, careType: givenType, calendar }
  const days = daysOf(window, anchor)
  return { held: includes(days, ask.take), facts: { give: ask.give, date: ask.take, ...days } }
})

/** Where the house rules say what the day taken is beside the day given up. */
export const swapSameSize = requestRule('swap.same-size', (asked: SwapCase) => {
  const { givenCircumstances, circumstances, policy } = asked
  const size = choose(policy.swap.size, givenCircumstances) ?? 'any'
  if (size === 'any' || givenCircumstances.hours.length === 0 || circumstances.hours.length === 0) {
    return 'not-applicable'
  }
  const [givenMinutes, takenMinutes] = [givenCircumstances, circumstances].map(({ hours }) =>
    totalMinutes(hours),
  ) as [number, number]
  const held = isSize(size, givenCircumstances, circumstances, policy.dayPartsMeetAt)
  return { held, facts: { size, givenMinutes, takenMinutes } }
})

function isSize(size: SwapSize, given: Circumstances, taken: Circumstances, meetAt: WallTime): boolean {
  const [givenMinutes, takenMinutes] = [totalMinutes(given.hours), totalMinutes(taken.hours)]
  switch (size) {
    case 'any':
      return true
    case 'same-hours':
      return givenMinutes === takenMinutes
    case 'not-longer':
      return takenMinutes <= givenMinutes
    case 'same-day-parts':
      return dayPartsOf(given.hours, meetAt) === dayPartsOf(taken.hours, meetAt)
  }
}
