import { schedule } from 'node-cron'

export interface TickerOptions {
  readonly tick: () => void
  /** The machine's clock in milliseconds, which somebody may set. */
  readonly wall: () => number
  /** A clock in milliseconds, which nobody sets. */
  readonly elapsed: () => number
}

const LOOK_MS = 5_000
/** Clocks that are kept right differ by less. */
const SET_MS = 2_000

/**
 * Ticks each minute, until it is ended. node-cron sleeps until a time of the machine's clock: set back, that would be for as
 * long as it was set back, and set on, it goes through every minute between. So where the clock was set it begins anew.
 */
export function startTicker({ tick, wall, elapsed }: TickerOptions): () => void {
  const begin = () =>
    schedule('* * * * *', tick, {
      timezone: 'Europe/Amsterdam',
      // A tick that comes late still wakes; the log is ours.
      missedExecutionTolerance: 60_000,
      suppressMissedWarning: true,
    })
  const difference = () => wall() - elapsed()
  let task = begin()
  let known = difference()
  const guard = setInterval(() => {
    const before = known
    known = difference()
    if (Math.abs(known - before) < SET_MS) return
    void task.destroy()
    task = begin()
    tick()
  }, LOOK_MS)
  return () => {
    clearInterval(guard)
    void task.destroy()
  }
}
