import type { DeliveryReport, MailCounts } from '../jobs/delivery/tally.ts'
import { confirmChange } from './confirm-change.ts'
import type { Context } from './context.ts'

/** More mails than these are not sent by hand without being asked about. */
export const MAILS_WITHOUT_ASKING = 50

export const YES_FLAG = ['-y, --yes', `do not ask, also for more than ${MAILS_WITHOUT_ASKING} mails`] as const

/** Whether so many mails may be sent. Whoever is asked sees first what it is about: `lines`, as of a dry run. */
export async function isConfirmed(
  { output }: Pick<Context, 'output'>,
  { mails, yes, lines }: Sending,
): Promise<boolean> {
  if (yes || mails <= MAILS_WITHOUT_ASKING) return true
  if (output.interactive) for (const line of await lines()) output.note(line)
  return confirmChange({ output }, `Send ${mails} mails?`)
}

interface Sending {
  readonly mails: number
  readonly yes: boolean | undefined
  readonly lines: () => Promise<readonly string[]>
}

/** The report of mails that would be sent. */
export interface Prospect extends DeliveryReport {
  /** How many of them wait already. */
  readonly already: number
}

/** What a command would send: `own` mails that it makes, and those that wait `already`. */
export function untouched(own: number, already: number): Prospect {
  const mails = own + already
  const counts: MailCounts = { planned: mails, sent: 0, failed: 0, unknown: 0, skipped: 0, waiting: mails }
  return { counts, findings: [], brokenOff: false, isComplete: mails === 0, already }
}

export function prospectLine({ counts: { planned }, already }: Prospect): string {
  if (planned === 0) return 'No mail waits: nothing to send.'
  const would = `${planned} mail${planned === 1 ? '' : 's'} would be sent`
  if (already === 0) return `${would}.`
  if (already === planned) return `${would}: ${planned === 1 ? 'it waits' : 'they wait'} already.`
  return `${would}, of which ${already} ${already === 1 ? 'waits' : 'wait'} already.`
}
