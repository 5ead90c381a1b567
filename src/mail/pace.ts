/** Mails a second, in all and to one domain; left out: no limit. */
export interface Rates {
  readonly rate?: number | undefined
  readonly ratePerHost?: number | undefined
}

/** When mails may go, so that no server is asked more often than it wants. Moments are milliseconds of one clock. */
export interface Pace {
  /** From when a mail to this domain may go. */
  readyAt(host: string): number
  /** One goes now. */
  go(host: string, now: number): void
}

export function openPace({ rate, ratePerHost }: Rates): Pace {
  const hosts = new Map<string, number>()
  let all = 0
  return {
    readyAt: (host) => Math.max(all, hosts.get(host) ?? 0),
    go(host, now) {
      if (rate !== undefined) all = Math.max(all, now) + 1000 / rate
      if (ratePerHost !== undefined) hosts.set(host, Math.max(hosts.get(host) ?? 0, now) + 1000 / ratePerHost)
    },
  }
}

/** Which of the mails to these domains may go first; the first of those that may go now. */
export function firstToGo(
  hosts: readonly string[],
  pace: Pace,
  now: number,
): { index: number; wait: number } {
  let best = { index: -1, wait: Number.POSITIVE_INFINITY }
  for (const [index, host] of hosts.entries()) {
    const wait = Math.max(0, pace.readyAt(host) - now)
    if (wait < best.wait) best = { index, wait }
    if (wait === 0) break
  }
  return best
}
