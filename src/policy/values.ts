import { z } from 'zod'
import { type IsoDate, isoDate, type TimeSpan, timeSpan, type WallTime } from '../rules/time.ts'
import { inYaml } from './plain-words.ts'

/** Text that `read` understands. The mistake says what was expected, and what was found. */
export function textAs<T>(read: (text: string) => T | undefined, expected: string): z.ZodType<T> {
  return z
    .unknown()
    .meta({ type: 'string', description: expected })
    .transform((value, context) => {
      const result = typeof value === 'string' ? read(value.trim()) : undefined
      if (result !== undefined) return result
      const found = value === undefined ? 'it is missing' : `found ${inYaml(value)}`
      context.addIssue({ code: 'custom', message: `expected ${expected}, ${found}` })
      return z.NEVER
    })
}

/** One of several things, which `expected` names together. */
export function eitherOf<const Options extends readonly z.ZodType[]>(expected: string, options: Options) {
  return z.union(options, { error: ({ input }) => `expected ${expected}, found ${inYaml(input)}` })
}

/** A whole number with its unit, for instance `30 days`; the unit must be this one. */
export function amountOf(unit: string, example: number): z.ZodType<number> {
  const pattern = new RegExp(`^(\\d{1,4}) ${unit}s?$`)
  return textAs((text) => {
    const digits = pattern.exec(text)?.[1]
    return digits === undefined ? undefined : Number(digits)
  }, `a whole number of ${unit}s like \`${example} ${unit}s\``)
}

export const day: z.ZodType<IsoDate> = textAs(isoDate, 'an existing day like `2026-03-02`')

export const hours: z.ZodType<TimeSpan> = textAs(
  timeSpan,
  'hours like `07:30-18:30`, the end after the beginning',
)

export const clockTime: z.ZodType<WallTime> = textAs(wallTime, 'a time like `07:30`')

/** Text as a time on the clock, or undefined when it isn't one. */
export function wallTime(text: string): WallTime | undefined {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text) ? (text as WallTime) : undefined
}
