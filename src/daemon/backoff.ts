/** Waits that grow: each twice the one before, up to the longest. Times are in milliseconds on any clock. */
export interface Backoff {
  /** Whether it is time to try; true when it never failed. */
  mayTry(key: string, now: number): boolean
  failed(key: string, now: number): void
  succeeded(key: string): void
  /** How long until the first of those that wait may be tried; undefined when none waits. */
  shortest(now: number): number | undefined
}

export function openBackoff({
  first,
  longest,
}: {
  readonly first: number
  readonly longest: number
}): Backoff {
  const waiting = new Map<string, { readonly wait: number; readonly until: number }>()
  // A clock that jumped back would make it wait for the jump too.
  const left = (until: number, now: number) => (until - now > longest ? 0 : Math.max(0, until - now))
  return {
    mayTry(key, now) {
      const one = waiting.get(key)
      return one === undefined || left(one.until, now) === 0
    },
    failed(key, now) {
      const before = waiting.get(key)?.wait
      const wait = before === undefined ? first : Math.min(longest, before * 2)
      waiting.set(key, { wait, until: now + wait })
    },
    succeeded: (key) => void waiting.delete(key),
    shortest(now) {
      const lefts = [...waiting.values()].map(({ until }) => left(until, now))
      return lefts.length === 0 ? undefined : Math.min(...lefts)
    },
  }
}
