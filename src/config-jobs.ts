import { z } from 'zod'

/** `HH:MM`, or the minutes past each hour; a time between 02:00 and 03:00 is missing on one day and twice on another. */
const TIME = /^((?!02)([01]\d|2[0-3]))?:[0-5]\d$/

const MISTAKE =
  'must be off, or have one setting, at: "04:10", a time that is not between 02:00 and 03:00, or ":20" for a job of each hour (no cron text: a job is owed from that time on)'

const jobTime = z.unknown().transform((value, context): 'off' | { readonly at: string } => {
  if (value === 'off' || value === false) return 'off'
  const { at, ...others } = (typeof value === 'object' && value ? value : {}) as { readonly at?: unknown }
  if (typeof at === 'string' && TIME.test(at) && Object.keys(others).length === 0) return { at }
  context.addIssue(MISTAKE)
  return z.NEVER
})

/** When jobs run, by their names; whether there is such a job is known to who has the list of them. */
export const jobTimes = z.record(z.string(), jobTime)
