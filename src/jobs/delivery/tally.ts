import type { RunFinding } from '../job.ts'
import type { Outcome } from './send.ts'

/** `planned` is the sum of the others. `waiting` mails are tried again by the next run, and so is an `unknown` one. */
export type MailCounts = Readonly<
  Record<'planned' | 'sent' | 'failed' | 'unknown' | 'skipped' | 'waiting', number>
>

export interface DeliveryReport {
  readonly counts: MailCounts
  readonly findings: readonly RunFinding[]
  /** The run met trouble that each further mail would have met too, and ended there. */
  readonly brokenOff: boolean
}

/** What became of the mails that this run tried, by their id. */
export type Tried = ReadonlyMap<string, Outcome>

/** The report of a run after which the mails of `waiting` still wait. */
export function reportOf(tried: Tried, waiting: readonly string[]): DeliveryReport {
  const outcomes = [...tried.values()]
  const count = (state: Outcome['state']) => outcomes.filter((outcome) => outcome.state === state).length
  const counted = {
    sent: count('sent'),
    failed: count('failed'),
    unknown: count('unknown'),
    skipped: count('skipped'),
  }
  const left = waiting.filter((id) => tried.get(id)?.state !== 'unknown').length
  const planned = counted.sent + counted.failed + counted.unknown + counted.skipped + left
  return {
    counts: { planned, ...counted, waiting: left },
    findings: [...tried].flatMap(([id, outcome]) => findingOf(id, outcome)),
    brokenOff: outcomes.some(isTrouble),
  }
}

/** Trouble of the transport, not of one mail. */
export function isTrouble(outcome: Outcome): outcome is Extract<Outcome, { state: 'retry' }> {
  return outcome.state === 'retry' && outcome.connection === true
}

const CODES = {
  failed: 'mail-failed',
  unknown: 'mail-unknown',
  skipped: 'mail-skipped',
  retry: 'mail-waiting',
} as const

function findingOf(id: string, outcome: Outcome): readonly RunFinding[] {
  if (!('reason' in outcome)) return []
  if (isTrouble(outcome))
    return [{ code: 'mail-trouble', message: `Mail can't be sent now: ${outcome.reason}.` }]
  return [{ code: CODES[outcome.state], message: `Mail ${id}: ${outcome.reason}.` }]
}
