import { DAEMON } from '../../daemon/actor.ts'
import type { Work } from '../../daemon/organisation.ts'
import { deliverPortion } from '../../jobs/deliver-portion.ts'
import type { MailSettings } from '../../jobs/delivery/open.ts'

const elapsed = () => performance.now()

/** Sends the mail that waits. */
export function mailWork(settings: MailSettings): Work {
  return {
    name: 'mail',
    async do({ store }, at, signal) {
      const portion = await deliverPortion(store, settings, { at, signal, actor: DAEMON, elapsed })
      if (!portion) return { more: false }
      const { counts, findings } = portion.report
      const { sent, failed, unknown, waiting } = counts
      const states = Object.entries({ failed, unknown }).filter(([, count]) => count > 0)
      return {
        more: portion.more,
        findings: findings.map(({ message }) => message),
        ...(counts.planned > 0 && { counts: { sent, ...Object.fromEntries(states), waiting } }),
      }
    },
  }
}
