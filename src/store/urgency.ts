import type { Topic } from './tables.ts'

/** Of these thousands go at once; they let all mail go first that somebody waits for. */
const CAN_WAIT: ReadonlySet<string> = new Set<Topic>(['newsletter', 'weekly-news'])

/** The higher, the sooner. */
export function urgencyOf(template: string): number {
  return CAN_WAIT.has(template) ? 0 : 1
}
