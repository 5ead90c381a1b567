import type { TakingCase } from '../cases/taking.ts'
import { lacking, requestRule } from '../rule.ts'

/** Always: the child has a contract of that care type on the day taken. Of several that fit the ask must name one. */
export const contractInForce = requestRule('contract.in-force', ({ taken }: TakingCase) => {
  const { date, careType, choice, inForce } = taken
  if (!careType && choice.length > 1) return lacking('careType', { date, careTypes: choice })
  return { held: inForce, facts: { date, careTypes: careType ? [careType] : [] } }
})
