import type { IsoDate, Moment } from '../rules/index.ts'
import { addAudit } from '../store/audit.ts'
import { type CareEnd, listCareEnds, writeCareEnd } from '../store/care-end.ts'
import type { WriteDb } from '../store/open.ts'
import type { Job, RunRef } from './job.ts'

export const END_OF_CONTRACT = {
  name: 'end-of-contract',
  summary: 'end consents and narrow access when care has ended, and give it back when it goes on (LK-13)',
  schedule: '03:20',
} as const

export interface EndReport {
  readonly ended: readonly { readonly child: string; readonly lastDay: IsoDate }[]
  readonly resumed: readonly { readonly child: string }[]
}

/**
 * Writes down for the portal what follows from the contracts: once the last one has ended the consents for a child have
 * ended too, and its guardians only look and download. A child with a contract that runs or is to come has it back.
 * Our own decisions go by the contracts themselves, and so does this, whatever was written before.
 */
export const endOfContractJob: Job<object, readonly CareEnd[], EndReport> = {
  ...END_OF_CONTRACT,
  plan: (read, _options, at) => listCareEnds(read, at.today),
  apply: async (write, changes, at, run) => {
    for (const [lastDay, children] of Map.groupBy(changes, ({ last_day }) => last_day)) {
      await writeCareEnd(
        write,
        children.map(({ id }) => id),
        lastDay,
      )
    }
    if (changes.length > 0) await keepAudit(write, changes, at, run)
  },
  report: (changes) => ({
    ended: changes.flatMap(({ number, last_day }) =>
      last_day === null ? [] : [{ child: number, lastDay: last_day }],
    ),
    resumed: changes.flatMap(({ number, last_day }) => (last_day === null ? [{ child: number }] : [])),
  }),
  summarise: (changes) => ({ outcome: 'done', counts: countsOf(changes), findings: [] }),
}

function countsOf(changes: readonly CareEnd[]) {
  const ended = changes.filter(({ last_day }) => last_day !== null)
  return {
    ended: ended.length,
    resumed: changes.length - ended.length,
    consentsEnded: ended.reduce((sum, { consents }) => sum + consents, 0),
    accessNarrowed: ended.reduce((sum, { links }) => sum + links, 0),
  }
}

async function keepAudit(
  write: WriteDb,
  changes: readonly CareEnd[],
  at: Moment,
  run: RunRef,
): Promise<void> {
  const children = changes.map(({ number, last_day }) => ({ child: number, lastDay: last_day }))
  await addAudit(write, {
    at: at.now.toString(),
    run_id: run.id,
    action: 'care ended or resumed',
    subject: 'children',
    details: JSON.stringify({ ...countsOf(changes), children }),
  })
}
