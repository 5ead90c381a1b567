import type { Item, Watcher } from './watch.ts'

/** Of an organisation: an address for each job by its name, and for `all` others. */
export type Pings = Readonly<Record<string, string>>

interface PingOptions {
  readonly pingsOf: (organisation: string) => Pings
  /** Asks for an address; what it answers is of no interest. */
  readonly ask: (url: string) => Promise<unknown>
}

/** So many may be under way or wait; where the service is away for long, later ones are not sent at all. */
const MOST_WAITING = 500

/**
 * Tells a service when each job starts, succeeds and fails, so that it can tell people of one that did neither. The
 * pings of one job go one after the other; the job itself waits for none of them.
 */
export function openPings({ pingsOf, ask }: PingOptions): Watcher & { end(): Promise<void> } {
  const lines = new Map<string, Promise<unknown>>()
  let waiting = 0

  function send(item: Item, ending: string): void {
    const base = item.slot === undefined ? undefined : addressOf(item, pingsOf(item.organisation))
    if (base === undefined || waiting >= MOST_WAITING) return
    const line = `${item.organisation} ${item.what}`
    waiting += 1
    const sent = (lines.get(line) ?? Promise.resolve())
      .then(() => ask(withPath(base, ending)))
      .catch(() => {})
      .finally(() => {
        waiting -= 1
        if (lines.get(line) === sent) lines.delete(line)
      })
    lines.set(line, sent)
  }

  return {
    started: (item) => send(item, '/start'),
    ended: (item) => send(item, ''),
    failed: (item) => send(item, '/fail'),
    end: async () => void (await Promise.all(lines.values())),
  }
}

function addressOf({ organisation, what }: Item, pings: Pings): string | undefined {
  return (pings[what] ?? pings.all)?.replaceAll('{organisation}', organisation).replaceAll('{job}', what)
}

/** Behind the path, also where the address has a query. */
function withPath(base: string, ending: string): string {
  const url = new URL(base)
  url.pathname = url.pathname.replace(/\/$/, '') + ending
  return url.href
}
