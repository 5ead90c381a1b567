/** Wakes whoever waits; rung while nobody waits, it is heard at once the next time. */
export interface Bell {
  ring(): void
  /** Rung, and not heard yet. */
  readonly isRung: boolean
  /** Waits until it is rung, and leaves it to be heard. */
  rung(): Promise<void>
  /** Waits until it is rung, but no longer than so many milliseconds. */
  hear(limit?: number): Promise<void>
}

export function openBell(): Bell {
  let isRung = false
  const waiting = new Set<() => void>()
  const bell: Bell = {
    ring() {
      isRung = true
      for (const wake of waiting) wake()
      waiting.clear()
    },
    get isRung() {
      return isRung
    },
    async rung() {
      if (!isRung) await new Promise<void>((resolve) => waiting.add(resolve))
    },
    async hear(limit) {
      const { promise, resolve } = Promise.withResolvers<void>()
      const timer = limit === undefined ? undefined : setTimeout(resolve, limit)
      await Promise.race([promise, bell.rung()])
      clearTimeout(timer)
      isRung = false
    },
  }
  return bell
}
