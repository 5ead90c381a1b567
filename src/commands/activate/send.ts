import type { Command } from 'commander'
import { EXIT, type ExitCode } from '../../errors.ts'
import type { ActivationReport } from '../../jobs/activate.ts'
import type { ActivationHands } from '../../jobs/activation/hands.ts'
import type { ActivationOptions } from '../../jobs/activation/plan.ts'
import type { Store } from '../../store/open.ts'
import { isConfirmed, type Prospect, untouched, YES_FLAG } from '../confirm-mails.ts'
import { type Context, withStore } from '../context.ts'
import { type Delivered, deliver, exitOfMails, sayFindings } from '../delivery.ts'
import { addLeaf, type Cli } from '../leaf.ts'
import { loadPolicyOf } from '../policy.ts'

interface Flags {
  readonly startingWithin?: string
  readonly child?: string
  readonly guardian?: string
  readonly location?: string
  readonly resend?: boolean
  readonly yes?: boolean
}

export function addSend(activate: Command, cli: Cli): void {
  addLeaf<Flags>(activate, cli, {
    usage: 'send',
    isDefault: true,
    summary: 'mail guardians who are due a link to set their password',
    description:
      'Each guardian gets one mail, also with two children, and none with an active account (LK-11).\nMail that an earlier run left waiting is sent too. "send" may be left out.\nSee also: activate status, which tells how everybody stands, and activate try, a page to set a password on.',
    examples: [
      'ouderportaal activate --dry-run',
      'ouderportaal activate --starting-within 42 --location "De Boomhut"',
      'ouderportaal activate --child 000123 --resend',
      'ouderportaal activate --guardian 12 --resend',
    ],
    sendsMail: true,
    options: (command) =>
      command
        .option('--starting-within <days>', "in place of the policy's days before the first care day")
        .option('--child <number>', 'only guardians of this child')
        .option('--guardian <number>', 'only this guardian, by the number of "activate status"')
        .option('--location <name>', 'only guardians of children at this location')
        .option('--resend', 'replace links that were sent and not used, or whose mail failed')
        .option(...YES_FLAG),
    run: runActivate,
  })
}

async function runActivate(context: Context, flags: Flags): Promise<ExitCode> {
  const { mailSettingsOf } = await import('../mail-settings.ts')
  const settings = mailSettingsOf(context.config)
  const policy = await loadPolicyOf(context)
  const options = await optionsOf(flags)
  const { withMail } = await import('../../jobs/delivery/open.ts')
  return withStore(context, (store) =>
    withMail(store, settings, async (mail) => {
      const hands = { policy, activationKey: settings.activationKey, queue: mail.queue }
      const planned = await plan(store, context, hands, options)
      if (context.dryRun) return show(context, planned.report, planned.prospect)
      if (!(await mayStart(context, planned, flags))) return EXIT.done
      const { report } = await run(store, context, hands, options)
      return show(context, report, await deliver(store, context, mail))
    }),
  )
}

async function optionsOf(flags: Flags): Promise<ActivationOptions> {
  const { countOf, daysOf } = await import('../values.ts')
  return {
    ...(flags.startingWithin !== undefined && {
      startingWithin: daysOf(flags.startingWithin, '--starting-within'),
    }),
    ...(flags.child !== undefined && { child: flags.child }),
    ...(flags.guardian !== undefined && { guardian: countOf(flags.guardian, '--guardian') }),
    ...(flags.location !== undefined && { location: flags.location }),
    ...(flags.resend && { resend: true }),
  }
}

async function run(store: Store, context: Context, hands: ActivationHands, options: ActivationOptions) {
  const { activationJob } = await import('../../jobs/activate.ts')
  const { runJob } = await import('../../jobs/run.ts')
  return runJob(store, activationJob(hands), options, context)
}

/** What a run would do, with the mails that it would send. */
async function plan(store: Store, context: Context, hands: ActivationHands, options: ActivationOptions) {
  const { countDue } = await import('../../jobs/deliver.ts')
  const { report } = await run(store, { ...context, dryRun: true }, hands, options)
  return { report, prospect: untouched(report.invite.length, await countDue(store, context.at)) }
}

interface Planned {
  readonly report: ActivationReport
  readonly prospect: Prospect
}

async function mayStart(context: Context, { report, prospect }: Planned, { yes }: Flags): Promise<boolean> {
  const lines = async () => {
    const { activationLines } = await import('./report.ts')
    return activationLines({ ...context, dryRun: true }, report, prospect)
  }
  return isConfirmed(context, { mails: prospect.counts.planned, yes, lines })
}

async function show(
  context: Context,
  report: ActivationReport,
  mails: Delivered | Prospect,
): Promise<ExitCode> {
  const { activationDocument, activationLines } = await import('./report.ts')
  if (context.json) context.output.json(activationDocument(context, report, mails))
  else for (const line of activationLines(context, report, mails)) context.output.say(line)
  sayFindings(context, mails)
  return context.dryRun ? EXIT.done : exitOfMails(mails)
}
