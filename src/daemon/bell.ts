/** Wakes whoever waits; rung while nobody waits, it is heard at once the next time. */
export interface Bell {
  ring(): void
  /** Rung, and not heard yet. */
  readonly isRung: boolean
  /** Waits until it is rung, but no longer than so many milliseconds. */
  hear(limit?: number): Promise<void>
}

export function openBell(): Bell {
  let isRung = false
  let wake = () => {}
  return {
    ring() {
      isRung = true
      wake()
    },
    get isRung() {
      return isRung
    },
    async hear(limit) {
      const { promise, resolve } = Promise.withResolvers<void>()
      wake = resolve
      const timer = limit === undefined ? undefined : setTimeout(resolve, limit)
      if (isRung) resolve()
      await promise
      clearTimeout(timer)
      isRung = false
    },
  }
}
