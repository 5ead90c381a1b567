import { DAEMON } from '../../daemon/actor.ts'
import type { Work } from '../../daemon/organisation.ts'
import { deliverPortion } from '../../jobs/deliver-portion.ts'
import type { MailSettings } from '../../jobs/delivery/open.ts'
import { openPace } from '../../mail/pace.ts'

const elapsed = () => performance.now()

/** Sends the mail that waits, no faster than the settings say, however many portions that takes. */
export function mailWork(settings: MailSettings): Work {
  const pace = openPace(settings, elapsed)
  return {
    name: 'mail',
    async do({ store }, at, signal) {
      const portion = await deliverPortion(store, settings, { at, signal, actor: DAEMON, pace, elapsed })
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
