import { z } from 'zod'
import type { UnitName } from '../rules/terms/unit.ts'
import type { IsoDate, WallMoment, WallTime } from '../rules/time.ts'
import { RULE_IDS, type Verdict } from '../rules/verdict.ts'
import { CARE_TYPES } from '../rules/world.ts'

const day = text<IsoDate>(/^\d{4}-\d{2}-\d{2}$/, 'a calendar day')
const time = text<WallTime>(/^\d{2}:\d{2}$/, 'a time on the wall clock in Europe/Amsterdam')
const moment = text<WallMoment>(
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/,
  'a moment on the wall clock in Europe/Amsterdam',
)
const careType = z.enum(CARE_TYPES)
const unit = z.enum(['minutes', 'days', 'day-parts', 'points'] satisfies UnitName[])

const span = z.strictObject({ from: time, until: time })

const taking = {
  child: z.string(),
  time: z.exactOptional(span),
  careType: z.exactOptional(careType),
  group: z.exactOptional(z.string()),
}

const ask = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('absence'),
    child: z.string(),
    date: day,
    time: z.exactOptional(span),
    careType: z.exactOptional(careType),
    sick: z.exactOptional(z.boolean()),
  }),
  z.strictObject({
    kind: z.literal('swap'),
    ...taking,
    give: day,
    take: day,
    giveCareType: z.exactOptional(careType),
  }),
  z.strictObject({ kind: z.literal('extra'), ...taking, date: day }),
  z.strictObject({ kind: z.literal('credit-day'), ...taking, date: day, from: z.exactOptional(day) }),
  z.strictObject({
    kind: z.literal('cancel'),
    child: z.string(),
    date: day,
    careType: z.exactOptional(careType),
  }),
])

const reason = z.strictObject({
  rule: z.enum(RULE_IDS),
  clause: z.string().meta({ description: 'a clause of the house rules, or `always`' }),
  held: z.union([z.boolean(), z.literal('unknown')]),
  about: z.enum(['request', 'place', 'credit', 'charge']),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
  of: z.exactOptional(careType),
})

const policy = z.strictObject({
  name: z.string(),
  from: day.meta({ description: 'the first day in force of the version' }),
})

const earned = {
  careType,
  absentOn: day,
  usableFrom: day,
  expiresOn: z.exactOptional(day),
  unit,
  amount: z.number(),
  minutes: z.number(),
}

const use = z.strictObject({ credit: z.string(), absentOn: day, amount: z.number() })

/** What follows from an accepted request, as it is stored with it. */
const consequences = z.strictObject({
  earns: z.array(z.strictObject(earned)),
  grants: z.array(z.strictObject({ ...earned, id: z.string(), granted: z.enum(['closed-day', 'year']) })),
  spends: z.array(use),
  returns: z.array(use),
  lost: z.number().meta({ description: 'minutes of spent credit that lapse' }),
  invoiced: z.number().meta({ description: 'minutes of care that the guardian pays for' }),
  decidedFrom: z.exactOptional(day),
  answered: z.exactOptional(z.literal(true)),
  cancels: z.exactOptional(z.string()),
})

/** The verdict that is stored with a request. */
export const verdictSchema = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('allowed'), policy, reasons: z.array(reason), consequences }),
  z.strictObject({
    outcome: z.enum(['refused', 'needs-review']),
    policy,
    reasons: z.tuple([reason], reason),
    alternatives: z.array(z.strictObject({ ask })),
    askable: z.exactOptional(
      z.strictObject({ from: z.exactOptional(moment), until: z.exactOptional(moment) }),
    ),
  }),
])

/** Not only assignable to each other: a key that may be left out must be in both. */
type Same<One, Other> =
  (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : never
type Frozen<T> = T extends string | number | boolean | undefined
  ? T
  : { readonly [Key in keyof T]: Frozen<T[Key]> }
// The schema says what the type says, and nothing else: this line doesn't compile otherwise.
true satisfies Same<Frozen<z.infer<typeof verdictSchema>>, Frozen<Verdict>>

/** Text of one form; the type carries the form that the pattern checks. */
function text<T extends string>(pattern: RegExp, description: string): z.ZodType<T> {
  return z.string().regex(pattern).meta({ description }) as unknown as z.ZodType<T>
}
