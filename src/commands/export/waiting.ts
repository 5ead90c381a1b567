import type { WaitingExport } from '../../jobs/export/queue-exports.ts'
import { amount } from '../amounts.ts'

/** More of them say nothing new; --json has them all. */
const MOST = 10

/** Which exports wait, until when, and why where that is known. */
export function waitingLines(waiting: readonly WaitingExport[]): readonly string[] {
  if (waiting.length === 0) return ['No export waits.']
  const more = waiting.length - MOST
  return [
    `${amount(waiting.length, 'child waits for its export', 'children wait for their exports')}:`,
    ...waiting.slice(0, MOST).map(waitingLine),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ]
}

function waitingLine({ child, making, until, reason }: WaitingExport): string {
  if (making) return `  child ${child}: it is being made`
  const when =
    until === undefined ? 'it can be made now' : `not before ${until.slice(0, 16).replace('T', ' ')}`
  return `  child ${child}: ${when}${reason === undefined ? '' : `; the last time: ${reason}`}`
}
