import { momentOf } from '../rules/index.ts'
import type { Store } from '../store/open.ts'
import { listRuns } from '../store/runs.ts'
import { jobs } from './index.ts'

/** Past runs, imports too, the newest first; moments on the wall clock. */
export async function viewRuns(store: Store, filter: { readonly job?: string; readonly limit: number }) {
  const runs = await listRuns(store.read, filter)
  return runs.map((run) => ({ ...run, at: momentOf(run.at).wall }))
}

/** The jobs of the night, with how each ended last. */
export async function viewJobs(store: Store) {
  const views = []
  for (const { name, summary, schedule, weekday } of jobs) {
    const [last] = await viewRuns(store, { job: name, limit: 1 })
    views.push({
      name,
      schedule: `${weekday ?? 'daily'} ${schedule}`,
      last: last?.at ?? null,
      outcome: last?.outcome ?? null,
      summary,
    })
  }
  return views
}
