import { momentOf } from '../../rules/index.ts'
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
  /** `tryAfter`: when it is tried again, where that is known. */
  add(mail: string, outcome: Outcome, tryAfter?: string | null): void
  /** The run ends because of this; `advice`: what to do about it. */
  breakOff(trouble: Outcome, advice?: string): void
  /** How many were settled or tried so far. */
  readonly tried: number
  /** `elsewhere`: mails that other runs have now. */
  report(waiting: number, elsewhere: number): DeliveryReport
}

/** So many reasons are told; of more only the number of mails, since each mail has its reason in its row. */
const MOST_FINDINGS = 100

export function openTally(): Tally {
  const counts = { sent: 0, failed: 0, unknown: 0, skipped: 0, retry: 0, held: 0, 'put-back': 0, busy: 0 }
  const groups = new Map<string, Group>()
  const troubles = new Set<string>()
  let left = 0
  return {
    add(mail, outcome, tryAfter = null) {
      counts[outcome.state] += 1
      if (!('reason' in outcome)) return
      const { state, reason } = outcome
      const key = `${state} ${reason}`
      const group = groups.get(key)
      if (group)
        groups.set(key, { ...group, count: group.count + 1, tryAfter: earlier(group.tryAfter, tryAfter) })
      else if (groups.size < MOST_FINDINGS) groups.set(key, { state, reason, mail, count: 1, tryAfter })
      else left += 1
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
        findings: [
          ...[...troubles].map(troubleOf),
          ...[...groups.values()].map(findingOf),
          ...moreOf(left),
          ...others,
        ],
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

/** Mails that ended alike for one reason. */
interface Group {
  readonly state: keyof typeof CODES
  readonly reason: string
  /** The first of them. */
  readonly mail: string
  readonly count: number
  /** When the first of them is tried again. */
  readonly tryAfter: string | null
}

function earlier(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other
  return one < other ? one : other
}

function findingOf({ state, reason, mail, count, tryAfter }: Group): RunFinding {
  const which = count === 1 ? `Mail ${mail}` : `${count} mails`
  return { code: CODES[state], message: `${which}: ${reason}${nextOf({ state, mail, count, tryAfter })}.` }
}

/** What comes next, and which command tells more or tries again. */
function nextOf({ state, mail, count, tryAfter }: Omit<Group, 'reason'>): string {
  const id = mail.slice(0, 8)
  if (state === 'skipped') return ''
  if (tryAfter !== null) return `; tried again from ${wallOf(tryAfter)}${showOf(count, id)}`
  if (state === 'retry') return showOf(count, id)
  const retry = count === 1 ? id : `--${state}`
  return `; once that is mended: "ouderportaal mail retry ${retry}"${showOf(count, id)}`
}

/** One is named with its whole id; of several the first stands for all. */
function showOf(count: number, id: string): string {
  return count === 1 ? '' : ` ("ouderportaal mail show ${id}" tells of the first)`
}

function wallOf(instant: string): string {
  return momentOf(instant).wall.slice(0, 19).replace('T', ' ')
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

/** What several daemons that share the work are used to. */
export const ELSEWHERE = 'mail-elsewhere'

function elsewhereOf(count: number): readonly RunFinding[] {
  const are = count === 1 ? 'mail is' : 'mails are'
  const message = `${count} ${are} being sent by another run; what that leaves, the next run sends.`
  return count === 0 ? [] : [{ code: ELSEWHERE, message }]
}
