import type { RecordOptions } from '../../src/jobs/requests/record.ts'
import { answerRequest, recordRequest } from '../../src/jobs/requests/run-request.ts'
import { type Ask, momentAtWall, type Policy } from '../../src/rules/index.ts'
import { openStore, type Store } from '../../src/store/open.ts'
import type { Database } from './postgres.ts'

export const openTo = (database: Database): Promise<Store> =>
  openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })

export const runAt = (moment: string, dryRun = false) => ({
  at: momentAtWall(moment),
  dryRun,
  elapsed: () => 0,
})

/** Staff enter a request for a guardian that phoned. */
export async function record(
  store: Store,
  policy: Policy,
  ask: Ask,
  moment: string,
  more: Partial<RecordOptions> = {},
) {
  const options = { ask, by: 'staff' as const, because: 'guardian phoned', ...more }
  return (await recordRequest(store, policy, options, runAt(moment))).report
}

/** The location answers. */
export async function answer(
  store: Store,
  policy: Policy,
  request: string,
  answer: 'granted' | 'declined',
  moment: string,
  note?: string,
) {
  const options = { request, answer, ...(note && { note }) }
  return (await answerRequest(store, policy, options, runAt(moment))).report
}
