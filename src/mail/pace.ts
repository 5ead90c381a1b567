/** Mails a second, in all and to one domain; left out: no limit. */
export interface Rates {
  readonly rate?: number | undefined
  readonly ratePerHost?: number | undefined
}

/** When mails may go, so that no server is asked more often than it wants. Of all runs that share it. */
export interface Pace {
  /** Which of the mails to these domains may go first, and in how many milliseconds; undefined of none. */
  first(hosts: readonly string[]): { readonly index: number; readonly wait: number } | undefined
  /** One goes now. */
  go(host: string): void
}

/** More domains than this are gone through for those whose turn is past: a daemon keeps its pace for months. */
const MANY_HOSTS = 1_000

/** `clock` is in milliseconds, and must not begin anew while the pace is kept. */
export function openPace({ rate, ratePerHost }: Rates, clock: () => number): Pace {
  const hosts = new Map<string, number>()
  let all = 0
  return {
    first(waiting) {
      const now = clock()
      const ready = waiting.map((host) => Math.max(all, hosts.get(host) ?? 0, now))
      const earliest = Math.min(...ready)
      return ready.length === 0 ? undefined : { index: ready.indexOf(earliest), wait: earliest - now }
    },
    go(host) {
      const now = clock()
      if (rate !== undefined) all = Math.max(all, now) + 1000 / rate
      if (ratePerHost !== undefined) hosts.set(host, Math.max(hosts.get(host) ?? 0, now) + 1000 / ratePerHost)
      if (hosts.size > MANY_HOSTS) forgetPast(hosts, now)
    },
  }
}

function forgetPast(hosts: Map<string, number>, now: number): void {
  for (const [host, next] of hosts) if (next <= now) hosts.delete(host)
}
