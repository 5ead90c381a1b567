import type { Moment } from '../rules/index.ts'
import { openBackoff } from './backoff.ts'
import { type Bell, openBell } from './bell.ts'
import { type Databases, openDatabases } from './databases.ts'
import type { Member } from './organisation.ts'
import { AFTER_FAILURE, openNight } from './run-owed.ts'
import { startTicker } from './ticker.ts'
import { type Serving, takeTurn } from './turn.ts'
import { tellAll, type Watcher } from './watch.ts'

export interface DaemonOptions {
  /** Whom it serves from the next turn on: the settings may be read again. */
  readonly members: () => readonly Member[]
  /** Organisations at the same time. */
  readonly lanes: number
  /** Ends the daemon after what it is doing. */
  readonly signal: AbortSignal
  /** Breaks that off. */
  readonly abort: AbortSignal
  readonly now: () => Moment
  /** A clock in milliseconds, which nobody sets. */
  readonly elapsed: () => number
  readonly watchers: readonly Watcher[]
  /** Each time that the ticker ticks. */
  readonly onTick?: () => void
}

/** A daemon that works for a fleet of organisations. */
export interface Daemon {
  /** One turn of all. */
  turn(): Promise<void>
  /** Turns, now and every minute, until the signal. Throws a UserError when an embedded database can't be opened. */
  stay(): Promise<void>
  /** Makes the next turn come at once. */
  wake(): void
  /** Whether each database answers. */
  answers: Databases['answer']
  close(): Promise<void>
}

/**
 * Runs what is owed and does the works. The ticker only wakes; what is owed follows from the data, so a tick too many or
 * too few does no harm.
 */
export function openDaemon(options: DaemonOptions): Daemon {
  const { lanes, signal, abort, elapsed, members } = options
  const bell = openBell()
  const watcher = tellAll(options.watchers)
  const databases = openDatabases({ lanes, watcher, elapsed })
  const night = openNight({ watcher, signal, elapsed }, openBackoff(AFTER_FAILURE))
  const serving = new Map<string, Serving>()
  const ofBell = { isOver: () => bell.isRung, over: bell.rung }
  signal.addEventListener('abort', bell.ring, { once: true })
  abort.addEventListener('abort', databases.abort, { once: true })
  let turns = 0
  const daemon: Daemon = {
    async turn() {
      turns += 1
      const served = members()
      await databases.keep([...served, ...[...serving.values()].map(({ member }) => member)])
      const ring = startingAt(served, turns * lanes + process.pid)
      await takeTurn(ring, { ...options, ...ofBell, databases, night, watcher, serving })
    },
    async stay() {
      await databases.openEmbedded(members())
      await stay(daemon, databases, bell, options)
      await Promise.all([...serving.values()].map(({ end }) => end))
    },
    wake: bell.ring,
    answers: databases.answer,
    close: databases.close,
  }
  return daemon
}

/** So that a database that is being tried at this moment is not tried all the time. */
const SOONEST_MS = 1_000
/** Longer than the ticker lets anybody wait. */
const LATEST_MS = 120_000

async function stay(
  { turn }: Daemon,
  databases: Databases,
  bell: Bell,
  { signal, now, elapsed, onTick }: DaemonOptions,
): Promise<void> {
  const tick = () => {
    onTick?.()
    bell.ring()
  }
  const endTicker = startTicker({ tick, wall: () => now().now.epochMilliseconds, elapsed })
  try {
    while (!signal.aborted) {
      await turn()
      const nextTry = databases.nextTry() ?? Number.POSITIVE_INFINITY
      if (!signal.aborted) await bell.hear(Math.min(LATEST_MS, Math.max(SOONEST_MS, nextTry)))
    }
  } finally {
    endTicker()
  }
}

/** Daemons begin at different places, so that they do not all ask for the same organisation. */
function startingAt<One>(ones: readonly One[], place: number): readonly One[] {
  const first = ones.length === 0 ? 0 : place % ones.length
  return [...ones.slice(first), ...ones.slice(0, first)]
}
