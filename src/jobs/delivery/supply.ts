import { setTimeout as sleep } from 'node:timers/promises'
import type { Pace } from '../../mail/pace.ts'
import type { Moment } from '../../rules/index.ts'
import { claimNext } from '../../store/mail-claims.ts'
import type { Store } from '../../store/open.ts'
import type { Queue } from '../../store/queue.ts'
import { prepareMails, type Sendable, type Settled, type Stationery } from './prepare.ts'

/** So many mails are claimed and prepared at once: enough that the queries cost little, few enough to be soon gone. */
const CHUNK = 100

export interface SupplyOptions {
  readonly store: Store
  readonly queue: Pick<Queue, 'take'>
  readonly stationery: Stationery
  readonly pace: Pace
  readonly worker: string
  readonly at: Moment
  /** Ends the supply. */
  readonly signal: AbortSignal
  /** A mail of which it is clear already what becomes of it. */
  readonly settle: (settled: Settled) => void
}

/** Mails ready to go, one for each who asks, at the pace that servers want; undefined when there are no more. */
export interface Supply {
  next(): Promise<Sendable | undefined>
  /** Waits until nothing is being made ready any more. */
  end(): Promise<void>
}

export function openSupply(options: SupplyOptions): Supply {
  const { pace, signal } = options
  const ready: { readonly sendable: Sendable; readonly host: string }[] = []
  let refilling: Promise<void> | undefined
  let isEmpty = false

  async function refill(): Promise<void> {
    const { taken, mails } = await claim(options)
    isEmpty = taken === 0
    const { store, stationery, at } = options
    for (const one of await prepareMails(store.read, mails, stationery, at)) {
      if ('composed' in one) ready.push({ sendable: one, host: hostOf(one) })
      else options.settle(one)
    }
  }

  function refillSoon(): Promise<void> {
    refilling ??= refill().finally(() => {
      refilling = undefined
    })
    return refilling
  }

  async function next(): Promise<Sendable | undefined> {
    while (!signal.aborted) {
      // The next chunk is made ready while this one is sent; if that fails, whoever waits for it hears.
      if (!isEmpty && ready.length <= CHUNK / 2) refillSoon().catch(() => {})
      const go = pace.first(ready.map(({ host }) => host))
      if (go && go.wait === 0) return take(go.index)
      if (go) await sleep(Math.min(go.wait, 1_000), undefined, { signal }).catch(() => {})
      else if (isEmpty && !refilling) return undefined
      else await refillSoon()
    }
    return undefined
  }

  function take(index: number): Sendable | undefined {
    const [one] = ready.splice(index, 1)
    if (one) pace.go(one.host)
    return one?.sendable
  }

  return { next, end: async () => void (await refilling?.catch(() => {})) }
}

function claim({ store, queue, worker, stationery, at }: SupplyOptions) {
  const host = new URL(stationery.letter.portalUrl).hostname
  const order = { worker, now: at.now.toString(), host, most: CHUNK }
  return store.record((write) => claimNext(write, queue, order))
}

function hostOf({ composed }: Sendable): string {
  const [to = ''] = composed.envelope.to
  return to.slice(to.lastIndexOf('@') + 1)
}
