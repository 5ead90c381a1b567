import { UserError } from '../errors.ts'
import { nearestName } from '../policy/nearest-name.ts'
import type { Scheduled } from './slot.ts'

/** What the settings say of when a job runs: from another time, or never by itself. */
export type JobTime = 'off' | { readonly at: string }

/** By the name of the job. */
export type JobTimes = Readonly<Record<string, JobTime>>

/** The jobs at the times of the settings, which have seen to it that names and times fit (`config-jobs.ts`). */
export function atTimes<Job extends Scheduled>(jobs: readonly Job[], times: JobTimes): readonly Job[] {
  return jobs.map((job) => {
    const time = times[job.name]
    return time === undefined ? job : atTime(job, time)
  })
}

function atTime<Job extends Scheduled>(job: Job, time: JobTime): Job {
  return time === 'off' ? { ...job, isOff: true } : { ...job, schedule: time.at }
}

/** The one job of a name. Throws a UserError with the nearest name where there is none. */
export function findNamed<Job extends Scheduled>(jobs: readonly Job[], name: string): Job {
  const found = jobs.find((job) => job.name === name)
  if (found) return found
  throw new UserError(`There is no job "${name}": ${instead(name, jobs)}`)
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
