import type { Watcher } from './watch.ts'

/** How the jobs of all organisations stand, as far as this daemon knows. */
export interface JobStanding {
  readonly job: string
  /** Organisations to which it is owed now. */
  readonly owed: number
  /** Seconds since 1970: the longest that an organisation has gone without; undefined when it never succeeded for one of them. */
  readonly lastSuccess: number | undefined
}

export interface Standings extends Watcher {
  list(): readonly JobStanding[]
  /** Some of the organisations to which something is owed, or that could not be served at all yet. */
  behind(): readonly string[]
  /** When the last turn ended, on the clock in milliseconds; undefined before the first. */
  lastTurn(): number | undefined
}

const MOST_NAMES = 20

interface Known {
  readonly owed: Set<string>
  readonly last: Map<string, number>
  readonly off: ReadonlySet<string>
}

export function openStandings(
  jobs: readonly string[],
  { seconds, elapsed }: { readonly seconds: () => number; readonly elapsed: () => number },
): Standings {
  const known = new Map<string, Known>()
  let turned: number | undefined
  let served: readonly string[] = []

  function standingOf(job: string): JobStanding {
    const all = [...known.values()].filter(({ off }) => !off.has(job))
    const lasts = all.map(({ last }) => last.get(job))
    const times = lasts.filter((last) => last !== undefined)
    return {
      job,
      owed: all.filter(({ owed }) => owed.has(job)).length,
      lastSuccess: times.length === 0 || times.length < lasts.length ? undefined : Math.min(...times),
    }
  }

  return {
    stands(organisation, { owed, last, off = [] }) {
      const times = new Map(last.map(({ job, at }) => [job, at]))
      known.set(organisation, { owed: new Set(owed), last: times, off: new Set(off) })
    },
    ended({ organisation, what, slot }) {
      if (slot === undefined) return
      known.get(organisation)?.owed.delete(what)
      known.get(organisation)?.last.set(what, seconds())
    },
    /** Whoever is served no longer, since the settings were read again, is not missed any more. */
    turned({ organisations }) {
      turned = elapsed()
      served = organisations
      const now = new Set(organisations)
      for (const organisation of known.keys()) if (!now.has(organisation)) known.delete(organisation)
    },
    list: () => jobs.map(standingOf),
    behind: () =>
      [...new Set([...known.keys(), ...served])]
        .filter((name) => known.get(name)?.owed.size !== 0)
        .slice(0, MOST_NAMES),
    lastTurn: () => turned,
  }
}
