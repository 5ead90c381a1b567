import { ask } from '../../daemon/ask.ts'
import { type Daemon, openDaemon } from '../../daemon/daemon.ts'
import { openHealth } from '../../daemon/health.ts'
import { openMetrics } from '../../daemon/metrics.ts'
import { openNotifier } from '../../daemon/notify.ts'
import { openPings } from '../../daemon/pings.ts'
import { openStandings } from '../../daemon/standings.ts'
import { EXIT, type ExitCode, type UserError } from '../../errors.ts'
import { jobs } from '../../jobs/index.ts'
import { clockFrom } from '../clock.ts'
import type { Context } from '../context.ts'
import { endInTime } from './end-in-time.ts'
import type { DaemonFlags } from './index.ts'
import { type Journal, openJournal } from './journal.ts'
import { openLog } from './log.ts'
import { servedBy } from './members.ts'
import { openPolicies } from './policies.ts'
import { onHangup } from './reload.ts'

const elapsed = () => performance.now()

export async function runDaemon(context: Context, flags: DaemonFlags): Promise<ExitCode> {
  const { signal, fleet } = context
  const journal = openJournal(await openLog(context, flags.log))
  const policies = openPolicies(policyWatch(journal))
  let served = servedBy(fleet, policies)
  const now = await clockFrom(context)
  const seconds = () => now().now.epochMilliseconds / 1000
  const standings = openStandings(
    jobs.map(({ name }) => name),
    { seconds, elapsed },
  )
  const metrics = openMetrics(standings)
  const pings = openPings({ pingsOf: (name) => served.pings.get(name) ?? {}, ask })
  const notifier = openNotifier(process.env)
  const daemon = openDaemon({
    ...{ signal, now, elapsed, lanes: fleet.daemon.lanes },
    members: () => served.members,
    abort: endInTime(signal),
    watchers: [journal, standings, metrics, pings, { turned: policies.renew }],
    onTick: notifier.alive,
  })
  const watch = await openWatch(context, journal, { standings, metrics, answers: daemon.answers })
  const forget = onHangup(context, journal, notifier, (again) => {
    served = servedBy(again, policies)
    policies.renew()
    daemon.wake()
  })
  journal.log.info('The daemon has started.', { organisations: served.members.length })
  signal.addEventListener('abort', notifier.stopping, { once: true })
  notifier.ready()
  try {
    await stayAndClose(daemon)
  } finally {
    forget()
    await watch?.close()
    await Promise.race([pings.end(), new Promise((resolve) => setTimeout(resolve, 1_000))])
  }
  journal.log.info('The daemon has ended.', {})
  return EXIT.done
}

async function stayAndClose(daemon: Daemon): Promise<void> {
  try {
    await daemon.stay()
  } finally {
    await daemon.close()
  }
}

/** A policy that can't be read again is a failure like another: said once, until it can. */
function policyWatch(journal: Journal) {
  const itemOf = (policy: string) => ({ organisation: '', what: `policy ${policy}` })
  return {
    refused: (policy: string, mistakes: UserError) => journal.failed?.(itemOf(policy), mistakes),
    accepted: (policy: string) => journal.ended?.(itemOf(policy), { milliseconds: 0 }),
  }
}

/** Where its address can't be had the work goes on: a night without jobs is worse than one that nobody watches. */
async function openWatch(
  { fleet: { daemon } }: Context,
  { log }: Journal,
  about: Omit<Parameters<typeof openHealth>[0], 'listen'>,
) {
  if (daemon.listen === 'off') return undefined
  try {
    return await openHealth({ ...about, listen: daemon.listen })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const mend = 'set "daemon.listen" to another address, or to off'
    log.warn(`Nobody can watch this daemon: ${daemon.listen} can't be had (${code}); ${mend}.`, { code })
    return undefined
  }
}
