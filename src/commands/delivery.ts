import { EXIT, type ExitCode, UserError } from '../errors.ts'
import type { MailHands } from '../jobs/deliver.ts'
import type { DeliveryReport, MailCounts } from '../jobs/delivery/tally.ts'
import type { Store } from '../store/open.ts'
import { MAILS_WITHOUT_ASKING } from './confirm-mails.ts'
import type { Context } from './context.ts'

/** What became of mails, and where they were written when nobody got them. */
export interface Delivered extends DeliveryReport {
  readonly folder?: string | undefined
}

/** Sends what waits, or only these mails, with a bar on a terminal. */
export async function deliver(
  store: Store,
  context: Context,
  hands: MailHands,
  only?: readonly string[],
): Promise<Delivered> {
  if (hands.stationery.redirectAll)
    context.output.note('All mail goes to the one address of mail.redirectAll.')
  const { deliverMails } = await import('../jobs/deliver.ts')
  const { openProgress } = await import('../terminal/progress.ts')
  const progress = openProgress('mail', context.output.interactive)
  const report = await deliverMails(store, hands, {
    ...context,
    ...(only && { only }),
    progress: progress.show,
  })
  progress.end()
  context.signal.throwIfAborted()
  return { ...report, folder: hands.transports[0].folder }
}

/**
 * Sends what a job run by hand has queued and what waits, when there is something. Many mails that the job did not make
 * are left to wait when nobody was asked about them. Undefined when nothing was sent.
 */
export async function deliverAfterJob(
  store: Store,
  context: Context,
  { isAsked }: { readonly isAsked: boolean },
): Promise<Delivered | undefined> {
  const { countDue } = await import('../jobs/deliver.ts')
  const waiting = context.dryRun ? 0 : await countDue(store, context.at)
  if (waiting === 0) return undefined
  if (!isAsked && waiting > MAILS_WITHOUT_ASKING) {
    context.output.note(`${waiting} mails wait: "ouderportaal mail send" sends them.`)
    return undefined
  }
  return deliverIfSet(store, context, { waiting })
}

/** Without the settings for mail it says so and leaves the mail waiting: what caused it is done. */
async function deliverIfSet(
  store: Store,
  context: Context,
  { waiting, only }: { readonly waiting: number; readonly only?: readonly string[] },
): Promise<Delivered> {
  const { mailSettingsOf } = await import('./mail-settings.ts')
  const { withMail } = await import('../jobs/delivery/open.ts')
  try {
    const settings = mailSettingsOf(context.config)
    return await withMail(store, settings, (hands) => deliver(store, context, hands, only))
  } catch (error) {
    if (!(error instanceof UserError) || error.exitCode !== EXIT.usage) throw error
    context.output.warn(error.message)
    const counts = { planned: waiting, sent: 0, failed: 0, unknown: 0, skipped: 0, waiting }
    return { counts, findings: [], brokenOff: false, isComplete: false }
  }
}

/**
 * Sends the mails that a command queued itself and no others: nobody was asked about those. Its work is done whatever
 * becomes of the mail about it: what goes wrong with that is said, and the mail waits.
 */
export async function deliverOwnMail(
  store: Store,
  context: Context,
  queued: readonly string[],
): Promise<MailCounts | undefined> {
  if (queued.length === 0) return undefined
  try {
    const report = await deliverIfSet(store, context, { waiting: queued.length, only: queued })
    if (report.folder && report.counts.sent > 0) context.output.note(mailLine(report))
    sayFindings(context, report)
    return report.counts
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    context.output.warn(error.message)
    return undefined
  }
}

/** What became of the mails; a state that no mail is in is left out. In a folder a mail counts as sent, and nobody got it. */
export function mailLine({
  counts: { planned, ...states },
  folder,
}: Pick<Delivered, 'counts' | 'folder'>): string {
  const { sent } = states
  if (folder && sent > 0 && sent === planned) return `${mailsOf(planned)} ${writtenTo(folder, sent)}`
  const counts = Object.entries(states).filter(([state, count]) => state === 'sent' || count > 0)
  const words = counts.map(([state, count]) =>
    state === 'sent' && folder && count > 0 ? `${count} ${writtenTo(folder, count)}` : `${count} ${state}`,
  )
  return `${mailsOf(planned)}: ${words.join(', ')}`
}

function mailsOf(count: number): string {
  return `${count} mail${count === 1 ? '' : 's'}`
}

function writtenTo(folder: string, count: number): string {
  return `written to ${folder}: nobody got ${count === 1 ? 'it' : 'them'}`
}

/** What went wrong is always said; that a mail was no longer needed only to whoever listens. */
export function sayFindings({ output }: Context, { findings }: DeliveryReport): void {
  for (const { code, message } of findings) {
    if (code === 'mail-skipped' || code === 'mail-elsewhere') output.note(message)
    else output.warn(message)
  }
}

/** What another run has in hand may be sent or not: whoever sent nothing can't say that it is done. */
export function exitOfMails({ brokenOff, isComplete, counts, findings }: DeliveryReport): ExitCode {
  const isElsewhere = findings.some(({ code }) => code === 'mail-elsewhere')
  if (brokenOff || (isElsewhere && counts.waiting === counts.planned)) return EXIT.tryAgain
  return isComplete ? EXIT.done : EXIT.partial
}
