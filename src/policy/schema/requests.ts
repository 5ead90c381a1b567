import { z } from 'zod'
import { ASK_KINDS } from '../../rules/ask.ts'
import { count } from '../terms/amount.ts'
import { choiceOf } from '../terms/choice.ts'
import { deadline } from '../terms/deadline.ts'
import { ahead } from '../terms/lengths.ts'
import { window } from '../terms/window.ts'
import { amountOf, eitherOf } from '../values.ts'
import { exchange, exclusions, partYear } from './exchange.ts'

const limits = { ahead: choiceOf(ahead), notice: choiceOf(deadline) }

const cap = z.strictObject({
  most: choiceOf(count),
  per: z.enum(['week', 'month', 'year', 'contract-year']),
  counted: z.enum(['given', 'taken']).default('taken'),
  of: z.enum(['child', 'care-type']).default('child'),
  partYear,
})

/** Days given up for others. */
export const swapSchema = z.strictObject({
  offered: choiceOf(z.boolean()),
  afterToday: z.boolean().default(false),
  given: z.strictObject(limits).prefault({}),
  taken: z.strictObject(limits).prefault({}),
  window: choiceOf(window),
  size: choiceOf(z.enum(['any', 'same-hours', 'same-day-parts', 'not-longer'])),
  careTypes: exchange,
  exclusions,
  caps: z.array(cap).default([]),
})

/** Days that are paid, with money or with credit. */
export const takingSchema = z.strictObject({
  offered: choiceOf(z.boolean()),
  ...limits,
  caps: z.array(cap).default([]),
})

export const cancelSchema = z.strictObject({
  open: choiceOf(
    eitherOf('`always`, `never`, or a time like `15 minutes`', [
      z.enum(['always', 'never']),
      amountOf('minute', 15).transform((minutes) => ({ minutes })),
    ]),
  ),
  granted: choiceOf(
    eitherOf('`never`, `unpublished`, or a deadline', [z.enum(['never', 'unpublished']), deadline]),
  ),
  late: choiceOf(z.enum(['refused', 'charged', 'charged-and-credited'])),
})

export const placeSchema = z.strictObject({
  order: eitherOf('`none`, or lists of kinds of request', [
    z.literal('none'),
    z.array(z.array(z.enum(ASK_KINDS)).min(1)).min(1),
  ]).default('none'),
  secondGroup: z.boolean().default(false),
  staffRatio: z.boolean().default(true),
  short: z.enum(['refused', 'needs-review']).default('refused'),
})
