import { randomUUID } from 'node:crypto'
import { addDays, type IsoDate, type Moment, momentAtWall, type Policy } from '../../rules/index.ts'
import { addAudit } from '../../store/audit.ts'
import { type Departure, listDepartures } from '../../store/departures.ts'
import { askExports, listAskedKeys, listWaitingChildren } from '../../store/export-jobs.ts'
import type { ReadDb } from '../../store/open.ts'
import type { JobQueue } from '../../store/queue.ts'
import type { Job, RunFinding } from '../job.ts'
import { listWithholding, type Withholding } from './withheld-photos.ts'

export const PREPARE_DEPARTURES = {
  name: 'prepare-departures',
  summary:
    'queue the exports of children that leave soon, complete them after the last day, renew them (LK-15)',
  schedule: '04:10',
} as const

interface DueExport {
  readonly key: string
  readonly childId: number
  readonly child: string
  /** Undefined where it is not for the sake of a departure. */
  readonly lastDay?: IsoDate
  readonly cause: 'departure' | 'after-departure' | 'photo-withheld'
}

interface PreparePlan {
  readonly due: readonly DueExport[]
  /** Numbers of children that leave and of whom nobody may have an export. */
  readonly withoutCustody: readonly string[]
}

export interface PrepareReport {
  readonly exports: readonly Readonly<Record<'child' | 'lastDay' | 'cause', string>>[]
}

/**
 * Asks for the exports of children whose last contract ends soon: once before the last day, so that it can be offered
 * on it, and once after it, when the last photos are in (LK-15); and again for those that are offered and hold a photo
 * that may be in it no more, for instance since a consent was withdrawn (LK-13). What is due follows from the data: after nights
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
    report: ({ due }) => ({
      exports: due.map(({ child, lastDay, cause }) => ({ child, lastDay: lastDay ?? '', cause })),
    }),
    summarise: ({ due, withoutCustody }) => ({
      outcome: 'done',
      counts: {
        prepared: due.filter(({ cause }) => cause === 'departure').length,
        completed: due.filter(({ cause }) => cause === 'after-departure').length,
        renewed: due.filter(({ cause }) => cause === 'photo-withheld').length,
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
  const departing = leaving.filter(({ has_custody }) => has_custody)
  const wanted = [
    ...departing.map((one) => exportOf(one, departure, at)),
    ...(await listWithholding(read, at)).map((one) => renewalOf(one, at)),
  ]
  const waiting = await listWaitingChildren(read)
  const midnight = momentAtWall(`${at.today} 00:00`).now.toString()
  const asked = await listAskedKeys(
    read,
    wanted.map(({ key }) => key),
    midnight,
  )
  return {
    due: onceEach(wanted.filter(({ key, childId }) => !asked.has(key) && !waiting.has(childId))),
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

/** At most once a day: a photo may be allowed, and then not again. */
function renewalOf({ id, number }: Withholding, { today }: Moment): DueExport {
  const cause = 'photo-withheld'
  return { key: `${cause}/${id}/${today}`, childId: id, child: number, cause }
}

/** What is made for one reason is made of what is right now, so that another reason is met too. */
function onceEach(due: readonly DueExport[]): readonly DueExport[] {
  return [...Map.groupBy(due, ({ childId }) => childId).values()].flatMap(([first]) => first ?? [])
}

function withoutCustodyFinding(child: string): RunFinding {
  return {
    code: 'no-custody',
    message: `Child ${child} leaves and has no guardian with custody, so nobody gets an export.`,
  }
}
