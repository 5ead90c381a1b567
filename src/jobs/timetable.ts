import { UserError } from '../errors.ts'
import { nearestName } from '../policy/nearest-name.ts'
import type { Scheduled } from './slot.ts'

/** What the settings say of when a job runs: from another time, or never by itself. */
export type JobTime = 'off' | { readonly at: string }

/** By the name of the job. */
export type JobTimes = Readonly<Record<string, JobTime>>

/** The jobs at the times of the settings. Throws a UserError for a name that no job has, or a time that does not fit. */
export function atTimes<Job extends Scheduled>(jobs: readonly Job[], times: JobTimes): readonly Job[] {
  const names = new Set(jobs.map(({ name }) => name))
  for (const name of Object.keys(times)) if (!names.has(name)) throw unknownIn(name, jobs)
  return jobs.map((job) => {
    const time = times[job.name]
    return time === undefined ? job : atTime(job, time)
  })
}

function atTime<Job extends Scheduled>(job: Job, time: JobTime): Job {
  if (time === 'off') return { ...job, isOff: true }
  const isFit = time.at.startsWith(':') === (job.every === 'hour')
  if (isFit) return { ...job, schedule: time.at }
  const how =
    job.every === 'hour' ? 'each hour, so write at: ":20"' : 'at a time of the day, so write at: "04:10"'
  throw new UserError(`"jobs.${job.name}.at" in the settings is "${time.at}", and the job runs ${how}.`)
}

/** The one job of a name. Throws a UserError with the nearest name where there is none. */
export function findNamed<Job extends Scheduled>(jobs: readonly Job[], name: string): Job {
  const found = jobs.find((job) => job.name === name)
  if (found) return found
  throw new UserError(`There is no job "${name}": ${instead(name, jobs)}`)
}

function unknownIn(name: string, jobs: readonly Scheduled[]): UserError {
  return new UserError(`"jobs.${name}" in the settings is no job: ${instead(name, jobs)}`)
}

function instead(name: string, jobs: readonly Scheduled[]): string {
  const names = jobs.map((job) => job.name)
  const nearest = nearestName(name, names)
  return nearest ? `did you mean ${nearest}?` : `choose one of ${names.join(', ')}.`
}

/** Of two jobs of one name one would never run: nothing starts with such a list. */
export function distinct<Job extends Scheduled>(jobs: readonly Job[]): readonly Job[] {
  const [twice] = jobs.filter(({ name }, at) => jobs.findIndex((job) => job.name === name) < at)
  if (twice) throw new Error(`Two jobs are called ${twice.name}: give one of them another name.`)
  return jobs
}
