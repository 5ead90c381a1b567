import type { Command } from 'commander'
import { EXIT, type ExitCode } from '../../errors.ts'
import type { Store } from '../../store/open.ts'
import { isConfirmed, prospectLine, untouched, YES_FLAG } from '../confirm-mails.ts'
import { type Context, withStore } from '../context.ts'
import { deliver, exitOfMails, mailLine, sayFindings } from '../delivery.ts'
import { addLeaf, type Cli } from '../leaf.ts'

export function addSend(mail: Command, cli: Cli): void {
  addLeaf<{ yes?: boolean }>(mail, cli, {
    usage: 'send',
    summary: 'send the mail that waits',
    description:
      'What the daemon does each minute: everything that is due goes, each mail once. A mail that was put off waits for its turn; "mail retry" does not wait.',
    examples: [
      'ouderportaal mail send --dry-run',
      "ouderportaal mail send --only-to '@opvang\\.example$'",
      'ouderportaal mail send --yes --quiet',
    ],
    sendsMail: true,
    options: (command) => command.option(...YES_FLAG),
    run: (context, { yes }) => withStore(context, (store) => sendWaiting(context, store, yes)),
  })
}

async function sendWaiting(context: Context, store: Store, yes: boolean | undefined): Promise<ExitCode> {
  const { mailSettingsOf } = await import('../mail-settings.ts')
  const { withMail } = await import('../../jobs/delivery/open.ts')
  const { countDue } = await import('../../jobs/deliver.ts')
  const settings = mailSettingsOf(context.config)
  const prospect = untouched(0, await countDue(store, context.at))
  const mails = prospect.counts.planned
  if (context.dryRun) return show(context, prospect.counts, prospectLine(prospect))
  if (!(await isConfirmed(context, { mails, yes, lines: async () => [prospectLine(prospect)] })))
    return EXIT.done
  const report = await withMail(store, settings, (hands) => deliver(store, context, hands))
  const { counts } = report
  show(context, counts, counts.planned === 0 ? 'No mail waits: nothing to send.' : mailLine(report))
  sayFindings(context, report)
  return exitOfMails(report)
}

function show({ json, dryRun, output }: Context, mails: object, line: string): ExitCode {
  if (json) output.json({ dryRun, mails })
  else output.say(line)
  return EXIT.done
}
