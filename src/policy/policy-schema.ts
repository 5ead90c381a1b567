import { z } from 'zod'
import type { Deadline } from '../rules/policy.ts'
import { PUBLIC_HOLIDAYS } from '../rules/public-holidays.ts'
import { RULE_IDS } from '../rules/verdict.ts'
import { amountOf, day, textAs, wallTime } from './values.ts'

const days = amountOf('day', 30)

const deadline: z.ZodType<Deadline> = textAs(
  readDeadline,
  'a deadline like `before 07:30` or `48 hours before care`',
)

const words = z.string().trim().min(1, 'expected a sentence, found nothing')

const clause = z.strictObject({
  id: words,
  rules: z.array(z.enum(RULE_IDS, { error: ({ input }) => `no rule is called "${String(input)}"` })),
  nl: words,
  en: words,
})

const version = z.strictObject({
  from: day,
  publicHolidays: z.array(
    z.enum(PUBLIC_HOLIDAYS, {
      error: ({ input }) =>
        `no public holiday is called "${String(input)}"; known: ${PUBLIC_HOLIDAYS.join(', ')}`,
    }),
  ),
  swap: z.strictObject({ ahead: days }),
  extra: z.strictObject({ ahead: days, notice: deadline }),
  creditDay: z.strictObject({ ahead: days, notice: deadline }),
  cancel: z.strictObject({ notice: deadline }),
  answer: z.strictObject({ within: amountOf('working day', 2) }),
  credit: z.strictObject({ reported: deadline, valid: days, wholeDaysOnly: z.boolean() }),
  activation: z.strictObject({
    beforeStart: days,
    linkValid: days,
    remindAfter: days,
    reminders: z.int().min(0),
  }),
  departure: z.strictObject({ download: days, remindBefore: days }),
  clauses: z.array(clause),
})

/** A policy file as administrators write it. */
export const policySchema = z.strictObject({
  organisation: words,
  versions: z.array(version).min(1, 'expected at least one version'),
})

export type PolicyText = z.infer<typeof policySchema>
export type VersionText = z.infer<typeof version>

function readDeadline(text: string): Deadline | undefined {
  const hoursBefore = /^(\d{1,4}) hours? before care$/.exec(text)?.[1]
  if (hoursBefore !== undefined) return { hoursBefore: Number(hoursBefore) }
  const beforeTime = wallTime(/^before (.+)$/.exec(text)?.[1] ?? '')
  return beforeTime && { beforeTime }
}
