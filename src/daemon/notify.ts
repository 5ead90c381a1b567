import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Tells systemd, where it started us, how we are. */
export interface Notifier {
  ready(): void
  /** We are alive; a unit with `WatchdogSec` starts us anew when it does not hear this in time. */
  alive(): void
  /** Reading the settings again, or done with that. */
  reloading(): void
  stopping(): void
}

/**
 * Node can't write to a socket of datagrams, which is how systemd listens, so that its own `systemd-notify` does it: a
 * unit needs `NotifyAccess=all`. Where nobody listens, or that program is not there, nothing happens. One thing is said after
 * the other: of two programs at a time the later may speak first, and the unit would be reloading when that was over.
 */
export function openNotifier(
  env: NodeJS.ProcessEnv,
  run: (...program: Parameters<typeof spawnQuietly>) => unknown = spawnQuietly,
): Notifier {
  const socket = env.NOTIFY_SOCKET
  let said: Promise<unknown> = Promise.resolve()
  const say = (...words: readonly string[]) => {
    if (socket)
      said = said.then(() => run('systemd-notify', words, { NOTIFY_SOCKET: socket, PATH: env.PATH }))
  }
  return {
    ready: () => say('--ready'),
    alive: () => say('WATCHDOG=1'),
    reloading: () => say('RELOADING=1'),
    stopping: () => say('STOPPING=1'),
  }
}

const LONGEST_MS = 10_000

async function spawnQuietly(
  program: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const child = spawn(program, [...words], { env, stdio: 'ignore', timeout: LONGEST_MS })
  child.unref()
  await once(child, 'exit').catch(() => {})
}
