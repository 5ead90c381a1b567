import { sameCareType } from '../care-type.ts'
import type { CreditDayCase } from '../cases.ts'
import { requestRule } from '../rule.ts'
import type { Credit } from '../world.ts'

/** Always: the child has an unspent credit, of the absent day that the ask names. */
export const creditAvailable = requestRule('credit.available', ({ credits, asking }: CreditDayCase) => {
  const { ask } = asking
  const from = ask.kind === 'credit-day' && ask.from
  return { held: credits.length > 0, facts: { unspent: credits.length, ...(from && { from }) } }
})

/** LK-7: a credit pays only for its own care type. */
export const creditSameCareType = requestRule('credit.same-care-type', (asked: CreditDayCase) => {
  const { credits, taken } = asked
  if (credits.length === 0 || !taken.careType) return 'not-applicable'
  const facts = { careType: taken.careType, creditTypes: credits.map((credit) => credit.careType) }
  return { held: creditsOfType(asked).length > 0, facts }
})

/** LK-8: a credit pays for a day after the absent day, up to and including the day on which it lapses. */
export const creditValidOnDay = requestRule('credit.valid-on-day', (asked: CreditDayCase) => {
  const fitting = creditsOfType(asked)
  if (fitting.length === 0) return 'not-applicable'
  const absentOn = fitting.map((credit) => credit.absentOn)
  const expiresOn = fitting.map((credit) => credit.expiresOn)
  return { held: usableCredits(asked).length > 0, facts: { date: asked.taken.date, absentOn, expiresOn } }
})

/** The credits that can pay for the day, oldest absent day first. */
export function usableCredits(asked: CreditDayCase): readonly Credit[] {
  const { date } = asked.taken
  return creditsOfType(asked).filter((credit) => credit.absentOn < date && date <= credit.expiresOn)
}

function creditsOfType({ credits, taken }: CreditDayCase): readonly Credit[] {
  const { careType } = taken
  return careType ? credits.filter((credit) => sameCareType(credit.careType, careType)) : []
}
