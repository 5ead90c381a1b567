import { randomUUID } from 'node:crypto'
import type { Store } from '../../store/open.ts'
import { insertRun, listRuns } from '../../store/runs.ts'
import type { DeliveryRun } from '../deliver.ts'
import type { RunFinding } from '../job.ts'
import { type DeliveryReport, TROUBLE } from './tally.ts'

const DELIVER_MAILS = 'deliver-mails'

/** A run is kept when mails went or were refused, or trouble began or became another: a server that is down all night is no row a minute. */
export async function keepRun(
  store: Store,
  report: DeliveryReport,
  tried: number,
  run: DeliveryRun,
): Promise<void> {
  const { counts, findings, isComplete, brokenOff } = report
  if (tried === 0 && (!brokenOff || (await wasTold(store, findings)))) return
  await store.record((write) =>
    insertRun(write, {
      id: randomUUID(),
      job: DELIVER_MAILS,
      slot: null,
      at: run.at.now.toString(),
      ...(run.actor && { actor: run.actor }),
      options: '{}',
      policy: null,
      outcome: isComplete ? 'done' : 'partial',
      counts: JSON.stringify(counts),
      findings: JSON.stringify(findings),
      duration_ms: Math.round(run.elapsed()),
    }),
  )
}

/** Whether the last run that was kept ended for the same reason. */
async function wasTold(store: Pick<Store, 'read'>, findings: readonly RunFinding[]): Promise<boolean> {
  const told = await findTrouble(store)
  const now = findings.find(({ code }) => code === TROUBLE)
  return told !== undefined && now !== undefined && withoutIds(told.message) === withoutIds(now.message)
}

/** Some servers put an id into each of their answers: the sentence is the same. */
function withoutIds(sentence: string): string {
  return sentence.replace(/\b(?=[a-z-]*\d)(?=[\d-]*[a-z])[\w-]{10,}/gi, '')
}

/** What stood in the way of all mail when it was last tried, and since when; undefined: nothing did. */
export async function findTrouble({ read }: Pick<Store, 'read'>) {
  const [last] = await listRuns(read, { job: DELIVER_MAILS, limit: 1 })
  const findings = (last?.findings ?? []) as readonly RunFinding[]
  const trouble = findings.find(({ code }) => code === TROUBLE)
  return trouble && last ? { since: last.at, message: trouble.message } : undefined
}
