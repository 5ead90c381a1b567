import type { FleetConfig } from '../../config.ts'
import type { Notifier } from '../../daemon/notify.ts'
import { explain } from '../../explain.ts'
import type { Context } from '../context.ts'
import type { Journal } from './journal.ts'

/** Reads the settings again at each SIGHUP; while they are wrong those from before go on. Returns what ends that. */
export function onHangup(
  { readAgain }: Context,
  { log }: Journal,
  notifier: Notifier,
  take: (fleet: FleetConfig) => void,
): () => void {
  const hangup = () => {
    notifier.reloading()
    try {
      const fleet = readAgain()
      take(fleet)
      log.info('The settings were read again.', { organisations: fleet.organisations.length })
    } catch (error) {
      log.warn(`${explain(error).text}\nUntil that is mended the settings from before go on.`, {})
    }
    notifier.ready()
  }
  process.on('SIGHUP', hangup)
  return () => void process.off('SIGHUP', hangup)
}
