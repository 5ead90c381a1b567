import { randomUUID } from 'node:crypto'
import { addDays, type IsoDate, type Moment, momentAtWall, type Policy } from '../../rules/index.ts'
import { addAudit } from '../../store/audit.ts'
import { type Departure, listDepartures } from '../../store/departures.ts'
import { askExports, listAskedKeys, listWaitingChildren } from '../../store/export-jobs.ts'
import type { ReadDb } from '../../store/open.ts'
import type { JobQueue } from '../../store/queue.ts'
import type { Job, RunFinding } from '../job.ts'

export const PREPARE_DEPARTURES = {
  name: 'prepare-departures',
  summary: 'queue the exports of children that leave soon, and complete them after the last day (LK-15)',
  schedule: '04:10',
} as const

interface DueExport {
  readonly key: string
  readonly childId: number
  readonly child: string
  readonly lastDay: IsoDate
  readonly cause: 'departure' | 'after-departure'
}

interface PreparePlan {
  readonly due: readonly DueExport[]
  /** Numbers of children that leave and of whom nobody may have an export. */
  readonly withoutCustody: readonly string[]
}

export interface PrepareReport {
  readonly exports: readonly Pick<DueExport, 'child' | 'lastDay' | 'cause'>[]
}

/**
 * Asks for the exports of children whose last contract ends soon: once before the last day, so that it can be offered
 * on it, and once after it, when the last photos are in (LK-15). What is due follows from the data: after nights
 * without a run a child that has left meanwhile has one, and what was given up is asked again the next day.
 */
export function prepareDeparturesJob(
  queue: JobQueue<string>,
  findPolicy: () => Promise<Policy>,
): Job<object, PreparePlan, PrepareReport> {
  return {
    ...PREPARE_DEPARTURES,
    plan: async (read, _options, at) => planDepartures(read, await findPolicy(), at),
    apply: async (write, { due }, at, run) => {
      const jobs = due.map(({ key, childId, cause }) => ({ id: randomUUID(), key, child_id: childId, cause }))
      await askExports(write, queue, jobs, at.now.toString())
      if (due.length === 0) return
      await addAudit(write, {
        at: at.now.toString(),
        run_id: run.id,
        action: 'exports asked',
        subject: 'exports',
        details: JSON.stringify({ exports: due.map(({ child, cause }) => ({ child, cause })) }),
      })
    },
    report: ({ due }) => ({ exports: due.map(({ child, lastDay, cause }) => ({ child, lastDay, cause })) }),
    summarise: ({ due, withoutCustody }) => ({
      outcome: 'done',
      counts: {
        prepared: due.filter(({ cause }) => cause === 'departure').length,
        completed: due.filter(({ cause }) => cause === 'after-departure').length,
        withoutCustody: withoutCustody.length,
      },
      findings: withoutCustody.map(withoutCustodyFinding),
    }),
  }
}

async function planDepartures(
  read: ReadDb,
  { departure }: Pick<Policy, 'departure'>,
  at: Moment,
): Promise<PreparePlan> {
  const from = addDays(at.today, -departure.downloadDays)
  const until = addDays(at.today, departure.prepareDaysBefore)
  const leaving = await listDepartures(read, { from, until })
  const wanted = leaving.filter(({ has_custody }) => has_custody).map((one) => exportOf(one, departure, at))
  const waiting = await listWaitingChildren(read)
  const midnight = momentAtWall(`${at.today} 00:00`).now.toString()
  const asked = await listAskedKeys(
    read,
    wanted.map(({ key }) => key),
    midnight,
  )
  return {
    due: wanted.filter(({ key, childId }) => !asked.has(key) && !waiting.has(childId)),
    withoutCustody: leaving.filter(({ has_custody }) => !has_custody).map(({ number }) => number),
  }
}

/** Which of its two exports it is time for. */
function exportOf(
  { id, number, last_day }: Departure,
  { completeDaysAfter }: Policy['departure'],
  { today }: Moment,
): DueExport {
  const cause = addDays(last_day, completeDaysAfter) <= today ? 'after-departure' : 'departure'
  return { key: `${cause}/${id}/${last_day}`, childId: id, child: number, lastDay: last_day, cause }
}

function withoutCustodyFinding(child: string): RunFinding {
  return {
    code: 'no-custody',
    message: `Child ${child} leaves and has no guardian with custody, so nobody gets an export.`,
  }
}
