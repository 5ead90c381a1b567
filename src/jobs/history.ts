import { UserError } from '../errors.ts'
import { nearestName } from '../policy/nearest-name.ts'
import { type Moment, momentOf } from '../rules/index.ts'
import type { ReadDb, Store } from '../store/open.ts'
import { findRuns, listLastSlotRuns, listRuns } from '../store/runs.ts'
import { JOB_NAMES } from './job-names.ts'
import { isDue, type Scheduled, slotAfter, slotAt } from './slot.ts'

interface RunFilter {
  readonly job?: string
  readonly limit: number
}

/**
 * Past runs, imports too, the newest first; moments on the wall clock. Throws a UserError for a name that neither a job of
 * the night nor any run has.
 */
export async function viewRuns({ read }: Pick<Store, 'read'>, filter: RunFilter) {
  const runs = await listRuns(read, filter)
  if (runs.length === 0 && filter.job !== undefined && !JOB_NAMES.includes(filter.job))
    throw await neverRan(read, filter.job)
  return runs.map(onTheWall)
}

/** So many runs back is far enough for the names that somebody may mean. */
const RUNS_BACK = 1_000

async function neverRan(read: ReadDb, name: string): Promise<UserError> {
  const recent = await listRuns(read, { limit: RUNS_BACK })
  const nearest = nearestName(name, [...JOB_NAMES, ...new Set(recent.map(({ job }) => job))])
  const advice =
    nearest === undefined ? '"ouderportaal job history" shows all runs.' : `did you mean ${nearest}?`
  return new UserError(`Nothing called "${name}" ever ran: ${advice}`)
}

const LEAST_OF_ID = 4

/** One run, by its id or the beginning of it. Throws UserError when there is none, or more than one. */
export async function viewRun(read: ReadDb, prefix: string) {
  if (prefix.length < LEAST_OF_ID)
    throw new UserError(
      `"${prefix}" is too short for a run: write at least ${LEAST_OF_ID} letters or digits of its id, which "ouderportaal job history" shows.`,
    )
  const [only, another] = /^[0-9a-f-]{4,36}$/i.test(prefix) ? await findRuns(read, prefix) : []
  if (!only) throw new UserError(`There is no run ${prefix}: "ouderportaal job history" shows them.`)
  if (another) throw new UserError(`More than one run begins with ${prefix}: write more of its id.`)
  return onTheWall(only)
}

function onTheWall<Run extends { readonly at: string }>(run: Run): Run {
  return { ...run, at: momentOf(run.at).wall }
}

/** The jobs of the night: how each ended last, when it is owed next, and since when it is owed and was not done. */
export async function viewJobs<Job extends Scheduled & { readonly summary: string }>(
  store: Store,
  jobs: readonly Job[],
  at: Moment,
) {
  const names = jobs.map(({ name }) => name)
  const slots = new Map((await listLastSlotRuns(store.read, names)).map((run) => [run.job, run]))
  const views = []
  for (const job of jobs) {
    const [last] = await viewRuns(store, { job: job.name, limit: 1 })
    views.push({
      name: job.name,
      schedule: scheduleInWords(job),
      last: last?.at ?? null,
      outcome: last?.outcome ?? null,
      run: last?.id ?? null,
      ...comingOf(job, slots.get(job.name), at),
      summary: job.summary,
    })
  }
  return views
}

function scheduleInWords({ schedule, weekday, every, isOff }: Scheduled): string {
  if (isOff) return 'off'
  return every === 'hour' ? `hourly ${schedule}` : `${weekday ?? 'daily'} ${schedule}`
}

/** When the next run is owed; while one is owed and was not done, since when that is so. */
function comingOf(
  job: Scheduled,
  last: { readonly slot: string | null; readonly at: string } | undefined,
  at: Moment,
): { readonly next: string | null; readonly owedSince: string | null } {
  if (job.isOff) return { next: null, owedSince: null }
  const slot = slotAt(job, at)
  if (last?.slot === slot.name) return { next: slotAfter(job, at).from, owedSince: null }
  const missed = last ? slotAfter(job, momentOf(last.at)).from : slot.from
  const owedSince = missed <= at.wall && missed < slot.from ? missed : isDue(job, at) ? slot.from : null
  return { next: slot.from, owedSince }
}
