import { z } from 'zod'
import { PUBLIC_HOLIDAYS } from '../rules/public-holidays.ts'
import { RULE_IDS } from '../rules/verdict.ts'
import { creditSchema } from './schema/credit.ts'
import { cancelSchema, placeSchema, swapSchema, takingSchema } from './schema/requests.ts'
import { choiceOf } from './terms/choice.ts'
import { decidedFrom } from './terms/decision-day.ts'
import { ahead } from './terms/lengths.ts'
import { amountOf, clockTime, day } from './values.ts'

const days = (example: number) => amountOf('day', example)

const words = z.string().trim().min(1, 'expected a sentence, found nothing')

const source = z.strictObject({ address: words, date: words })

const clause = z.strictObject({
  id: words,
  rules: z
    .array(z.enum(RULE_IDS, { error: ({ input }) => `no rule is called "${String(input)}"` }))
    .default([]),
  nl: words,
  en: words,
  source: z.exactOptional(source),
})

const publicHoliday = z.enum(PUBLIC_HOLIDAYS, {
  error: ({ input }) =>
    `no public holiday is called "${String(input)}"; known: ${PUBLIC_HOLIDAYS.join(', ')}`,
})

const version = z.strictObject({
  from: day,
  until: z.exactOptional(day),
  source,
  publicHolidays: z.array(publicHoliday),
  dayPartsMeetAt: clockTime.default('13:00'),
  staff: choiceOf(z.enum(['with-reason', 'freely', 'never'])),
  absence: z.strictObject({ ahead: choiceOf(ahead) }).prefault({}),
  swap: z.exactOptional(swapSchema),
  extra: z.exactOptional(takingSchema),
  creditDay: z.exactOptional(takingSchema),
  cancel: cancelSchema.prefault({}),
  place: placeSchema.prefault({}),
  answer: z
    .strictObject({
      within: amountOf('working day', 2).default(2),
      decidedFrom: choiceOf(decidedFrom),
      by: choiceOf(z.enum(['location', 'rules'])),
    })
    .prefault({}),
  credit: z.exactOptional(creditSchema),
  activation: z
    .strictObject({
      beforeStart: days(14).default(14),
      linkValid: days(14).default(14),
      remindAfter: days(7).default(7),
      reminders: z.int().min(0).default(2),
    })
    .prefault({}),
  departure: z
    .strictObject({
      prepareBefore: days(14).default(14),
      completeAfter: days(3).default(3),
      download: days(90).default(90),
      remindBefore: days(14).default(14),
    })
    .prefault({}),
  remind: z.strictObject({ consentAfter: days(7).default(7), creditBefore: days(7).default(7) }).prefault({}),
  clauses: z.array(clause).min(1, 'expected at least one clause'),
})

/** A policy file as administrators write it. */
export const policySchema = z.strictObject({
  organisation: words,
  versions: z.array(version).min(1, 'expected at least one version'),
})

export type PolicyText = z.infer<typeof policySchema>
export type VersionText = z.infer<typeof version>
