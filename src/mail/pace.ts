/** Mails a second, in all and to one domain; left out: no limit. */
export interface Rates {
  readonly rate?: number | undefined
  readonly ratePerHost?: number | undefined
}

/** When mails may go, so that no server is asked more often than it wants. Moments are milliseconds of one clock. */
export interface Pace {
  /** Which of the mails to these domains may go first, and in how long; undefined of none. */
  first(hosts: readonly string[], now: number): { readonly index: number; readonly wait: number } | undefined
  /** One goes now. */
  go(host: string, now: number): void
}

export function openPace({ rate, ratePerHost }: Rates): Pace {
  const hosts = new Map<string, number>()
  let all = 0
  return {
    first(waiting, now) {
      const ready = waiting.map((host) => Math.max(all, hosts.get(host) ?? 0, now))
      const earliest = Math.min(...ready)
      return ready.length === 0 ? undefined : { index: ready.indexOf(earliest), wait: earliest - now }
    },
    go(host, now) {
      if (rate !== undefined) all = Math.max(all, now) + 1000 / rate
      if (ratePerHost !== undefined) hosts.set(host, Math.max(hosts.get(host) ?? 0, now) + 1000 / ratePerHost)
    },
  }
}
