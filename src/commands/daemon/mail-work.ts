import { DAEMON } from '../../daemon/actor.ts'
import { openBackoff } from '../../daemon/backoff.ts'
import type { Work } from '../../daemon/organisation.ts'
import { deliverPortion, openPortionPace } from '../../jobs/deliver-portion.ts'
import type { MailSettings } from '../../jobs/delivery/open.ts'
import { ELSEWHERE } from '../../jobs/delivery/tally.ts'

/** Of newsletters each try leaves one in doubt, while nobody knows whether the server hears at all. */
const SILENCE = { first: 2 * 60_000, longest: 30 * 60_000 }

/**
 * Sends the mail that waits, no faster than the settings say, however many portions that takes. A server that says nothing
 * of a mail that it was handed is left alone for a while.
 */
export function mailWork(settings: MailSettings, elapsed: () => number = () => performance.now()): Work {
  const pace = openPortionPace(settings, elapsed)
  const silence = openBackoff(SILENCE)
  const server = settings.transport
  return {
    name: 'mail',
    async do({ store }, at, signal) {
      if (!silence.mayTry(server, elapsed())) return { more: false }
      const portion = await deliverPortion(store, settings, { at, signal, actor: DAEMON, pace, elapsed })
      if (!portion) return { more: false }
      const { report } = portion
      if (report.brokenOff && report.counts.unknown > 0) silence.failed(server, elapsed())
      else silence.succeeded(server)
      const { counts, findings } = portion.report
      const { sent, failed, unknown, waiting } = counts
      const states = Object.entries({ failed, unknown }).filter(([, count]) => count > 0)
      return {
        more: portion.more,
        findings: findings.flatMap(({ code, message }) => (code === ELSEWHERE ? [] : message)),
        ...(counts.planned > waiting && { counts: { sent, ...Object.fromEntries(states), waiting } }),
      }
    },
  }
}
