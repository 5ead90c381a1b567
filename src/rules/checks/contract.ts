import { sameCareType } from '../care-type.ts'
import type { SwapCase, TakingCase } from '../cases.ts'
import { lacking, requestRule } from '../rule.ts'

/** Always: the child has a contract of that care type on the day taken. Of several that fit the ask must name one. */
export const contractInForce = requestRule('contract.in-force', ({ taken }: TakingCase) => {
  const { date, careType, choice, inForce } = taken
  if (!careType && choice.length > 1) return lacking('careType', { date, careTypes: choice })
  return { held: inForce, facts: { date, careTypes: careType ? [careType] : [] } }
})

/** LK-7: the day taken is of the same care type as the day given up. */
export const swapSameCareType = requestRule('swap.same-care-type', ({ taken, givenType }: SwapCase) => {
  if (!taken.careType || !givenType) return 'not-applicable'
  const facts = { give: givenType, take: taken.careType }
  return { held: sameCareType(givenType, taken.careType), facts }
})
