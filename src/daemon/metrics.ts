import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { CHECK_GROUPS } from '../jobs/check-groups.ts'
import { CHECK_MAIL } from '../jobs/check-mail.ts'
import type { Standings } from './standings.ts'
import type { Watcher } from './watch.ts'

export interface Metrics extends Watcher {
  /** All of it, as Prometheus reads it. */
  text(): Promise<string>
  readonly contentType: string
}

/** Numbers of what a daemon does, of all its organisations together: a label for each of a thousand would be too much. */
export function openMetrics(standings: Standings): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  addStandings(registry, standings)
  return {
    ...countsIn(registry),
    ...ofDatabase(registry),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}

/** They change nothing and count what there is: to add that up each hour would tell nobody anything. */
const LOOKS: readonly string[] = [CHECK_MAIL.name, CHECK_GROUPS.name]

function countsIn(registry: Registry): Watcher {
  const registers = [registry]
  const runs = new Counter({
    name: 'ouderportaal_runs_total',
    help: 'Runs of jobs and portions of works, by how they ended.',
    labelNames: ['what', 'outcome'],
    registers,
  })
  const counts = new Counter({
    name: 'ouderportaal_counts_total',
    help: 'What runs counted, for instance mails sent and credits expired.',
    labelNames: ['what', 'count'],
    registers,
  })
  const seconds = new Histogram({
    name: 'ouderportaal_run_seconds',
    help: 'How long runs took.',
    labelNames: ['what'],
    buckets: [0.01, 0.1, 1, 10, 60, 600],
    registers,
  })
  const turn = new Gauge({
    name: 'ouderportaal_turn_seconds',
    help: 'How long the last turn of all organisations took.',
    registers,
  })
  const organisations = new Gauge({
    name: 'ouderportaal_organisations',
    help: 'Organisations that are served.',
    registers,
  })
  return {
    ended({ what }, { counts: counted, milliseconds, outcome = 'done' }) {
      if (!counted) return
      runs.inc({ what, outcome })
      seconds.observe({ what }, milliseconds / 1000)
      if (LOOKS.includes(what)) return
      for (const [count, value] of Object.entries(counted)) {
        if (count !== 'waiting' && value > 0) counts.inc({ what, count }, value)
      }
    },
    failed: ({ what }) => runs.inc({ what, outcome: 'failed' }),
    turned({ organisations: served, milliseconds }) {
      turn.set(milliseconds / 1000)
      organisations.set(served.length)
    },
  }
}

function ofDatabase(registry: Registry): Watcher {
  const away = new Gauge({
    name: 'ouderportaal_databases_away',
    help: 'Databases that do not answer.',
    registers: [registry],
  })
  return { databaseAway: () => away.inc(), databaseBack: () => away.dec(), databaseLeft: () => away.dec() }
}

/** Read when somebody asks. */
function addStandings(registry: Registry, standings: Standings): void {
  const registers = [registry]
  const labelNames = ['job']
  new Gauge({
    name: 'ouderportaal_job_owed',
    help: 'Organisations to which a job is owed now.',
    labelNames,
    registers,
    collect() {
      for (const { job, owed } of standings.list()) this.set({ job }, owed)
    },
  })
  new Gauge({
    name: 'ouderportaal_job_last_success_timestamp_seconds',
    help: 'When a job last succeeded for the organisation that has gone without it longest.',
    labelNames,
    registers,
    collect() {
      this.reset()
      for (const { job, lastSuccess } of standings.list())
        if (lastSuccess !== undefined) this.set({ job }, lastSuccess)
    },
  })
}
