import { z } from 'zod'
import { HOURLY_JOBS, JOB_NAMES } from './jobs/job-names.ts'
import type { JobTime } from './jobs/timetable.ts'
import { nearestName } from './policy/nearest-name.ts'

/** A time between 02:00 and 03:00 is missing on one day and twice on another. */
const TIME_OF_DAY = /^(?!02)([01]\d|2[0-3]):[0-5]\d$/
const MINUTES = /^:[0-5]\d$/

const DAILY_MISTAKE =
  'must be off, or have one setting, at: "04:10", a time of the day that is not between 02:00 and 03:00'
const HOURLY_MISTAKE = 'must be off, or have one setting, at: ":20", so many minutes past each hour'

/** When jobs run, by their names. */
export const jobTimes = byName(JOB_NAMES, (name, value, refuse): JobTime => {
  if (value === 'off' || value === false) return 'off'
  const { at, ...others } = (typeof value === 'object' && value ? value : {}) as { readonly at?: unknown }
  const isHourly = HOURLY_JOBS.includes(name)
  const form = isHourly ? MINUTES : TIME_OF_DAY
  if (typeof at === 'string' && form.test(at) && Object.keys(others).length === 0) return { at }
  refuse(`${isHourly ? HOURLY_MISTAKE : DAILY_MISTAKE}, and is ${asWritten(value)}`)
  return 'off'
})

/** An address for each job, and for `all` others; it may hold {organisation} and {job}, and what is secret. */
export const pings = byName([...JOB_NAMES, 'all'], (_name, value, refuse): string => {
  const url = typeof value === 'string' ? value.replaceAll(/\{(organisation|job)\}/g, 'x') : ''
  if (/^https?:\/\/./.test(url) && URL.canParse(url)) return String(value)
  refuse('must be an address that begins with https:// or http://')
  return ''
})

/** A setting for each of these names, with a mistake for each other name and each value that is refused. */
function byName<Value>(
  names: readonly string[],
  readOne: (name: string, value: unknown, refuse: (mistake: string) => void) => Value,
) {
  return z.record(z.string(), z.unknown()).transform((values, context) => {
    const read: Record<string, Value> = {}
    for (const [name, value] of Object.entries(values)) {
      const refuse = (message: string) => context.addIssue({ code: 'custom', message, path: [name] })
      if (names.includes(name)) read[name] = readOne(name, value, refuse)
      else refuse(`is no job: ${instead(name, names)}`)
    }
    return read as Readonly<Record<string, Value>>
  })
}

function instead(name: string, names: readonly string[]): string {
  const nearest = nearestName(name, names)
  return nearest === undefined ? `choose one of ${names.join(', ')}` : `did you mean "${nearest}"?`
}

/** `at: "02:30"`, or what else was written there, if that is short. */
function asWritten(value: unknown): string {
  const text = JSON.stringify(value) ?? ''
  const { at, ...others } = (typeof value === 'object' && value ? value : {}) as { readonly at?: unknown }
  if (typeof at === 'string' && Object.keys(others).length === 0) return `at: ${JSON.stringify(at)}`
  return text.length > 60 ? 'something else' : text
}
