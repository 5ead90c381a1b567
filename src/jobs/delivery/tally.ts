import type { RunFinding } from '../job.ts'
import type { Outcome } from './outcome.ts'

/** `planned` is the sum of the others. `waiting` mails are tried again by a later run. */
export type MailCounts = Readonly<
  Record<'planned' | 'sent' | 'failed' | 'unknown' | 'skipped' | 'waiting', number>
>

export interface DeliveryReport {
  readonly counts: MailCounts
  readonly findings: readonly RunFinding[]
  /** The run met trouble that each further mail would have met too, and ended there. */
  readonly brokenOff: boolean
  /** Whatever this run had in hand was sent, or was no longer needed. */
  readonly isComplete: boolean
}

/** Counts what became of mails, as it becomes known. */
export interface Tally {
  add(mail: string, outcome: Outcome): void
  /** The run ends because of this; `advice`: what to do about it. */
  breakOff(trouble: Outcome, advice?: string): void
  /** How many were settled or tried so far. */
  readonly tried: number
  /** `elsewhere`: mails that other runs have now. */
  report(waiting: number, elsewhere: number): DeliveryReport
}

/** So many findings are kept; of more only the number is told, since each mail has its reason in its row. */
const MOST_FINDINGS = 100

export function openTally(): Tally {
  const counts = { sent: 0, failed: 0, unknown: 0, skipped: 0, retry: 0, held: 0, 'put-back': 0, busy: 0 }
  const findings: RunFinding[] = []
  const troubles = new Set<string>()
  let left = 0
  return {
    add(mail, outcome) {
      counts[outcome.state] += 1
      if ('reason' in outcome && findings.length < MOST_FINDINGS) findings.push(findingOf(mail, outcome))
      else if ('reason' in outcome) left += 1
    },
    breakOff(trouble, advice) {
      if ('reason' in trouble) troubles.add([trouble.reason, advice].filter(Boolean).join('; '))
    },
    get tried() {
      const { sent, failed, unknown, skipped, retry } = counts
      return sent + failed + unknown + skipped + retry
    },
    report(waiting, elsewhere) {
      const { sent, failed, unknown, skipped, held } = counts
      const others = [...heldOf(held), ...elsewhereOf(elsewhere)]
      const planned = sent + failed + unknown + skipped + waiting
      return {
        counts: { planned, sent, failed, unknown, skipped, waiting },
        findings: [...[...troubles].map(troubleOf), ...findings, ...moreOf(left), ...others],
        brokenOff: troubles.size > 0,
        isComplete: troubles.size + failed + unknown + counts.retry + held + counts['put-back'] === 0,
      }
    },
  }
}

/** The code of what stood in the way of all mail. */
export const TROUBLE = 'mail-trouble'

const CODES = {
  failed: 'mail-failed',
  unknown: 'mail-unknown',
  skipped: 'mail-skipped',
  retry: 'mail-waiting',
} as const

function findingOf(mail: string, { state, reason }: Extract<Outcome, { reason: string }>): RunFinding {
  return { code: CODES[state], message: `Mail ${mail}: ${reason}.` }
}

function troubleOf(reason: string): RunFinding {
  return { code: TROUBLE, message: `Mail can't be sent now: ${reason}.` }
}

function moreOf(left: number): readonly RunFinding[] {
  return left === 0 ? [] : [{ code: 'more', message: `${left} mails more: see "ouderportaal mail queue".` }]
}

function heldOf(held: number): readonly RunFinding[] {
  const message = `${held} mail${held === 1 ? ' is' : 's are'} held back: the address does not fit --only-to.`
  return held === 0 ? [] : [{ code: 'mail-held', message }]
}

function elsewhereOf(count: number): readonly RunFinding[] {
  const are = count === 1 ? 'mail is' : 'mails are'
  const message = `${count} ${are} being sent by another run; what that leaves, the next run sends.`
  return count === 0 ? [] : [{ code: 'mail-elsewhere', message }]
}
