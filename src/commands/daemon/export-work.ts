import type { Config } from '../../config.ts'
import { DAEMON } from '../../daemon/actor.ts'
import type { Work } from '../../daemon/organisation.ts'
import { countQueued } from '../../jobs/export/queue-exports.ts'
import { makeQueuedExports } from '../../jobs/export/queued.ts'
import { type NightSettings, policyIn } from '../../jobs/nightly.ts'

const elapsed = () => performance.now()

/** One that is being made when the daemon is told to end may take so much longer. */
const GRACE_MS = 15_000

type ExportSettings = Pick<Config, 'organisation' | 'media' | 'exports' | 'splitExports'>

/** Makes the exports that wait, a child at a time, so that others needn't wait long. Fails where some wait and there is no policy. */
export function exportWork(config: ExportSettings, policy: NightSettings['policy']): Work {
  const { organisation, media, exports: folder, splitExports: split } = config
  return {
    name: 'exports',
    async do({ store }, at, signal) {
      if ((await countQueued(store)) === 0) return { more: false }
      const hands = {
        organisation,
        policy: await policyIn({ policy }, at),
        media,
        folder,
        split,
        actor: DAEMON,
      }
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
