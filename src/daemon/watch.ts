import type { LastSuccess } from '../store/watch.ts'

/** Something that a daemon does for an organisation: the run of a job, or a portion of a work. */
export interface Item {
  readonly organisation: string
  readonly what: string
  /** Of a job. */
  readonly slot?: string
}

export interface Ended {
  /** Of a job that was done in part; left out when it was done. */
  readonly outcome?: 'partial'
  readonly counts?: Readonly<Record<string, number>>
  readonly findings?: readonly string[]
  readonly run?: string
  readonly milliseconds: number
}

/** What an organisation is owed now, and when its jobs last succeeded. */
export interface Standing {
  readonly owed: readonly string[]
  readonly last: readonly LastSuccess[]
  /** Jobs that the settings turned off there: nobody waits for them. */
  readonly off?: readonly string[]
}

/** Whoever wants to know what a daemon does. None of them may hold up the work. */
export interface Watcher {
  started?(item: Item): void
  ended?(item: Item, ended: Ended): void
  failed?(item: Item, error: unknown): void
  stands?(organisation: string, standing: Standing): void
  /** Said once; the daemon tries again by itself. */
  databaseAway?(database: string, error: unknown): void
  databaseBack?(database: string): void
  /** One that was away serves nobody any more. */
  databaseLeft?(database: string): void
  /** All organisations that are served had their turn. */
  turned?(turn: { readonly organisations: readonly string[]; readonly milliseconds: number }): void
}

/** One watcher that tells all of these; one that fails does not keep it from the others. */
export function tellAll(watchers: readonly Watcher[]): Required<Watcher> {
  const tell =
    <Event extends keyof Watcher>(event: Event) =>
    (...told: Parameters<Required<Watcher>[Event]>) => {
      for (const watcher of watchers)
        tellOne(() => (watcher[event] as ((...told: unknown[]) => void) | undefined)?.(...told))
    }
  return {
    started: tell('started'),
    ended: tell('ended'),
    failed: tell('failed'),
    stands: tell('stands'),
    databaseAway: tell('databaseAway'),
    databaseBack: tell('databaseBack'),
    databaseLeft: tell('databaseLeft'),
    turned: tell('turned'),
  }
}

function tellOne(tell: () => void): void {
  try {
    tell()
  } catch {
    // Nobody is left to hear of it, and the work goes on.
  }
}
