import { z } from 'zod'
import { amount } from '../terms/amount.ts'
import { choiceOf } from '../terms/choice.ts'
import { deadline } from '../terms/deadline.ts'
import { window } from '../terms/window.ts'
import { exchange, exclusions, partYear } from './exchange.ts'

const closedDays = z.enum(['nothing', 'when-reported', 'granted']).default('nothing')

const cap = z.strictObject({
  most: choiceOf(amount),
  per: z.enum(['year', 'contract-year', 'balance']),
  of: z.enum(['child', 'care-type']).default('child'),
  partYear,
})

const pays = z.strictObject({
  size: choiceOf(z.enum(['any', 'equal', 'not-longer'])),
  together: z.boolean(),
  shortage: z.enum(['refused', 'invoiced', 'free']),
  rest: z.enum(['kept', 'lost']),
})

/** What absences earn, and what that pays for. */
export const creditSchema = z.strictObject({
  earned: choiceOf(z.boolean()),
  unit: z.enum(['minutes', 'days', 'day-parts', 'points']),
  points: z.exactOptional(choiceOf(z.number().positive())),
  least: z.enum(['hours', 'day-parts', 'days']).default('hours'),
  reported: choiceOf(deadline),
  publicHolidays: closedDays,
  closures: closedDays,
  yearly: z.exactOptional(z.strictObject({ amount: choiceOf(amount), partYear })),
  caps: z.array(cap).default([]),
  valid: choiceOf(window),
  asked: choiceOf(window),
  careTypes: exchange,
  exclusions,
  pays,
  contractChange: z.enum(['keeps', 'in-proportion']).default('keeps'),
})

export type CreditText = z.infer<typeof creditSchema>
