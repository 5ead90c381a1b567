import { EXIT, type ExitCode, UserError } from '../errors.ts'
import type { MailHands } from '../jobs/deliver.ts'
import type { DeliveryReport, MailCounts } from '../jobs/delivery/tally.ts'
import type { Store } from '../store/open.ts'
import { MAILS_WITHOUT_ASKING } from './confirm-mails.ts'
import type { Context } from './context.ts'

/** Sends what waits, with a bar on a terminal. */
export async function deliver(store: Store, context: Context, hands: MailHands): Promise<DeliveryReport> {
  if (hands.stationery.redirectAll)
    context.output.note('All mail goes to the one address of mail.redirectAll.')
  const { deliverMails } = await import('../jobs/deliver.ts')
  const { openProgress } = await import('../terminal/progress.ts')
  const progress = openProgress('mail', context.output.interactive)
  const report = await deliverMails(store, hands, { ...context, progress: progress.show })
  progress.end()
  context.signal.throwIfAborted()
  return report
}

/**
 * Sends what a job run by hand has queued, when there is something. Without the settings for mail it
 * says so and leaves the mail waiting: the job itself is done. Undefined when nothing was sent.
 */
export async function deliverAfterJob(store: Store, context: Context): Promise<DeliveryReport | undefined> {
  const { countDue } = await import('../jobs/deliver.ts')
  const waiting = context.dryRun ? 0 : await countDue(store, context.at)
  if (waiting === 0) return undefined
  const { mailSettingsOf } = await import('./mail-settings.ts')
  const { withMail } = await import('../jobs/delivery/open.ts')
  try {
    const settings = mailSettingsOf(context.config)
    return await withMail(store, settings, (hands) => deliver(store, context, hands))
  } catch (error) {
    if (!(error instanceof UserError) || error.exitCode !== EXIT.usage) throw error
    context.output.warn(error.message)
    const counts = { planned: waiting, sent: 0, failed: 0, unknown: 0, skipped: 0, waiting }
    return { counts, findings: [], brokenOff: false, isComplete: false }
  }
}

/**
 * As `deliverAfterJob`, for a command whose work is done whatever becomes of the mail about it: what goes wrong with
 * that is said, and the mail waits. Nothing is sent when the command queued none, or when many mails of others wait too:
 * nobody was asked about those.
 */
export async function deliverOwnMail(
  store: Store,
  context: Context,
  { mailQueued }: { readonly mailQueued: boolean },
): Promise<MailCounts | undefined> {
  if (!mailQueued) return undefined
  const { countDue } = await import('../jobs/deliver.ts')
  const due = await countDue(store, context.at)
  if (due > MAILS_WITHOUT_ASKING) {
    context.output.note(`${due} mails wait; the daemon or the next job of the night sends them.`)
    return undefined
  }
  try {
    const report = await deliverAfterJob(store, context)
    if (report) sayFindings(context, report)
    return report?.counts
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    context.output.warn(error.message)
    return undefined
  }
}

/** What became of the mails; a state that no mail is in is left out. */
export function mailLine({ planned, ...states }: MailCounts): string {
  const counts = Object.entries(states).filter(([state, count]) => state === 'sent' || count > 0)
  const words = counts.map(([state, count]) => `${count} ${state}`)
  return `${planned} mail${planned === 1 ? '' : 's'}: ${words.join(', ')}`
}

/** What went wrong is always said; that a mail was no longer needed only to whoever listens. */
export function sayFindings({ output }: Context, { findings }: DeliveryReport): void {
  for (const { code, message } of findings) {
    if (code === 'mail-skipped') output.note(message)
    else output.warn(message)
  }
}

export function exitOfMails({ brokenOff, isComplete }: DeliveryReport): ExitCode {
  if (brokenOff) return EXIT.tryAgain
  return isComplete ? EXIT.done : EXIT.partial
}
