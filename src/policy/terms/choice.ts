import { z } from 'zod'
import { ASK_KINDS } from '../../rules/ask.ts'
import type { Choice, Situation } from '../../rules/terms/index.ts'
import { isoDate, type MonthDay } from '../../rules/time.ts'
import { CARE_TYPES } from '../../rules/world.ts'
import { clockTime, textAs } from '../values.ts'
import { readMinutes } from './amount.ts'

const monthDay = textAs<MonthDay>(readMonthDay, 'a day of any year like `07-01` (month and day)')
const some = <T extends z.ZodType>(item: T) => z.array(item).min(1)

/** In which circumstances a setting counts. */
export const situation: z.ZodType<Situation> = z
  .strictObject({
    asks: z.exactOptional(some(z.enum(ASK_KINDS))),
    by: z.exactOptional(z.enum(['guardian', 'staff'])),
    sick: z.exactOptional(z.boolean()),
    careTypes: z.exactOptional(some(z.enum(CARE_TYPES))),
    period: z.exactOptional(z.enum(['school-weeks', 'school-holidays'])),
    weeks: z.exactOptional(some(z.int().min(1).max(53))),
    contract: z.exactOptional(z.enum(['fixed', 'flexible'])),
    dates: z.exactOptional(z.strictObject({ from: monthDay, until: monthDay })),
    startsFrom: z.exactOptional(monthDay),
    across: z.exactOptional(clockTime),
    atLeast: z.exactOptional(textAs(readMinutes, 'a length of care like `8 hours` or `90 minutes`')),
  })
  .refine(
    (when) => Object.keys(when).length > 0,
    'expected at least one circumstance; leave `when` out for all others',
  )

/**
 * A setting that is the same for all, or a list of settings with the circumstances in which each counts. Not set: no
 * limit, or what the program does of itself.
 */
export function choiceOf<T>(setting: z.ZodType<T>) {
  const entry = z.strictObject({ when: situation.default({}), is: setting })
  const list = z.array(entry).min(1, 'expected at least one setting') as unknown as z.ZodType<Choice<T>>
  const same = setting.transform((is): Choice<T> => [{ when: {}, is }])
  return z.union([same, list], { error: complaintOfSetting }).default([])
}

/** Whoever wrote no list meant one setting, and is told what is wrong with that. */
function complaintOfSetting({ input, errors }: z.core.$ZodRawIssue): string | undefined {
  const [ofSetting, ofList] = (errors ?? []) as readonly (readonly z.core.$ZodIssue[])[]
  return (Array.isArray(input) ? ofList : ofSetting)?.[0]?.message
}

/** A year that has all days. */
const LEAP_YEAR = 2028

function readMonthDay(text: string): MonthDay | undefined {
  return isoDate(`${LEAP_YEAR}-${text}`) ? (text as MonthDay) : undefined
}
