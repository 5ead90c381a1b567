import type { Config } from '../../config.ts'
import { DAEMON } from '../../daemon/actor.ts'
import type { Work } from '../../daemon/organisation.ts'
import { makeQueuedExports } from '../../jobs/export/queued.ts'
import type { Moment, Policy } from '../../rules/index.ts'

const elapsed = () => performance.now()

/** One that is being made when the daemon is told to end may take so much longer. */
const GRACE_MS = 15_000

/** Makes the exports that wait, a child at a time, so that others needn't wait long. */
export function exportWork(config: Config, policyAt: (at: Moment) => Promise<Policy | undefined>): Work {
  const { organisation, media, exports: folder, splitExports: split } = config
  return {
    name: 'exports',
    async do({ store }, at, signal) {
      const policy = await policyAt(at)
      if (!policy) return { more: false }
      const hands = { organisation, policy, media, folder, split, actor: DAEMON }
      const run = { at, signal, grace: GRACE_MS, limit: 1, elapsed, actor: DAEMON }
      const { counts, findings } = await makeQueuedExports(store, hands, run)
      const { begun, made, failed, waiting } = counts
      return {
        more: begun > 0 && waiting > 0,
        findings: findings.map(({ message }) => message),
        ...(begun > 0 && { counts: { made, failed, waiting } }),
      }
    },
  }
}
