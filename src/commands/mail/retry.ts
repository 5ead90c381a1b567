import type { Command } from 'commander'
import { EXIT, type ExitCode } from '../../errors.ts'
import type { MailHands } from '../../jobs/deliver.ts'
import type { RunFinding } from '../../jobs/job.ts'
import type { RetryOptions, RetryReport } from '../../jobs/mails/retry-mails.ts'
import type { RunResult } from '../../jobs/run.ts'
import type { Store } from '../../store/open.ts'
import { isConfirmed, YES_FLAG } from '../confirm-mails.ts'
import { type Context, exitOf, withStore } from '../context.ts'
import { type Delivered, deliver, exitOfMails, mailLine, sayFindings } from '../delivery.ts'
import { addLeaf, type Cli } from '../leaf.ts'

interface Flags {
  readonly failed?: boolean
  readonly unknown?: boolean
  readonly template?: string
  readonly yes?: boolean
}

export function addRetry(mail: Command, cli: Cli): void {
  addLeaf<Flags>(mail, cli, {
    usage: 'retry [mails...]',
    summary: 'try mails again that failed, wait, or of which nobody knows whether they arrived',
    description:
      'Mails are named by their ids, or the beginnings of them. One that was sent is never sent again, nor one to an\n' +
      'address from which mail came back. A second copy has the same Message-ID and the same link.',
    examples: [
      'ouderportaal mail retry 3f2a91c0',
      'ouderportaal mail retry --failed --template activation --dry-run',
      'ouderportaal mail retry --unknown --yes',
    ],
    sendsMail: true,
    options: (command) =>
      command
        .option('--failed', 'mails that failed')
        .option('--unknown', 'mails of which nobody knows whether they arrived')
        .option('--template <name>', 'only mails of this template')
        .option(...YES_FLAG),
    run: runRetry,
  })
}

async function runRetry(context: Context, flags: Flags, ...mails: string[]): Promise<ExitCode> {
  const { mailSettingsOf } = await import('../mail-settings.ts')
  const { withMail } = await import('../../jobs/delivery/open.ts')
  const settings = mailSettingsOf(context.config)
  const options = optionsOf(flags, mails)
  return withStore(context, (store) =>
    withMail(store, settings, (hands) => retry(context, store, hands, options, flags)),
  )
}

function optionsOf({ failed, unknown, template }: Flags, mails: readonly string[]): RetryOptions {
  const states = [...(failed ? ['failed' as const] : []), ...(unknown ? ['unknown' as const] : [])]
  return { mails, states, template }
}

async function retry(
  context: Context,
  store: Store,
  hands: MailHands,
  options: RetryOptions,
  { yes }: Flags,
): Promise<ExitCode> {
  const { countMailsToSend, retryMailsJob } = await import('../../jobs/mails/retry-mails.ts')
  const { runJob } = await import('../../jobs/run.ts')
  const planned = await runJob(store, retryMailsJob, options, { ...context, dryRun: true })
  const { report } = planned
  if (context.dryRun || report.again.length === 0) return show(context, planned)
  const mails = await countMailsToSend(store, report, context.at)
  const lines = async () => retryLines({ dryRun: true }, report)
  if (!(await isConfirmed(context, { mails, yes, lines }))) return EXIT.done
  const done = await runJob(store, retryMailsJob, options, context)
  return show(context, done, await deliver(store, context, hands))
}

type Done = RunResult<unknown, RetryReport>

function show(context: Context, { report, summary, run }: Done, mails?: Delivered): ExitCode {
  const { dryRun, output } = context
  const findings = summary.findings as readonly RunFinding[]
  if (context.json) output.json({ dryRun, run, ...report, findings, mails: mails?.counts })
  else for (const line of retryLines(context, report)) output.say(line)
  for (const { message } of findings) output.warn(message)
  if (!mails) return exitOf(summary.outcome)
  if (!context.json) output.say(mailLine(mails))
  sayFindings(context, mails)
  const exit = exitOfMails(mails)
  return exit === EXIT.done ? exitOf(summary.outcome) : exit
}

function retryLines({ dryRun }: Pick<Context, 'dryRun'>, { counts, again }: RetryReport): readonly string[] {
  if (counts.chosen === 0) return ['No such mail: nothing to try again.']
  const would = dryRun ? 'would be queued again' : 'queued again'
  const words = `${counts.again} ${would}, ${counts.refused} refused`
  return dryRun ? [words, ...again.map((id) => `  ${id}`)] : [words]
}
