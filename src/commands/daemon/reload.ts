import type { FleetConfig } from '../../config.ts'
import type { Notifier } from '../../daemon/notify.ts'
import { explain } from '../../explain.ts'
import type { Context } from '../context.ts'
import type { Journal } from './journal.ts'

/** What a daemon takes from its settings when it starts, and not again. */
const AT_START = ['listen', 'log', 'lanes'] as const

function changedIn(running: FleetConfig['daemon'], daemon: FleetConfig['daemon']): readonly string[] {
  return AT_START.filter((setting) => daemon[setting] !== running[setting])
}

/** Reads the settings again at each SIGHUP; while they are wrong those from before go on. Returns what ends that. */
export function onHangup(
  { readAgain, fleet: { daemon: running } }: Context,
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
      for (const setting of changedIn(running, fleet.daemon))
        log.warn(`"daemon.${setting}" is another in the settings now, which needs a restart.`, { setting })
    } catch (error) {
      log.warn(`${explain(error).text}\nUntil that is mended the settings from before go on.`, {})
    }
    notifier.ready()
  }
  process.on('SIGHUP', hangup)
  return () => void process.off('SIGHUP', hangup)
}
