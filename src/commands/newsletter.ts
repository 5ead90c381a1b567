import type { Command } from 'commander'
import { EXIT, type ExitCode, UserError } from '../errors.ts'
import type { MailHands } from '../jobs/deliver.ts'
import type { NewsletterTo } from '../jobs/newsletter/find-place.ts'
import type { NewsletterCounts, NewsletterOptions } from '../jobs/newsletter.ts'
import type { Store } from '../store/open.ts'
import { isConfirmed, type Prospect, prospectLine, untouched, YES_FLAG } from './confirm-mails.ts'
import { type Context, withStore } from './context.ts'
import { type Delivered, deliver, exitOfMails, mailLine, sayFindings } from './delivery.ts'
import { addLeaf, type Cli } from './leaf.ts'

interface Flags {
  readonly location?: string
  readonly group?: string
  readonly all?: boolean
  readonly subject?: string
  readonly yes?: boolean
}

export function addNewsletter(parent: Command, cli: Cli): void {
  const newsletter = parent
    .command('newsletter')
    .summary('send a newsletter, written in Markdown, to guardians')
  addLeaf<Flags>(newsletter, cli, {
    usage: 'send <file>',
    summary: 'mail a newsletter to the guardians of children in care',
    description:
      'To guardians of children who come, or start within 14 days; each gets the same newsletter once, also when it is sent to a\nsecond group. Who ended newsletters gets none. A first line "# ..." is the subject.',
    examples: [
      'ouderportaal newsletter send march.md --location "De Boomhut" --dry-run',
      'ouderportaal newsletter send march.md --group "De Boomhut/Bijtjes"',
      'ouderportaal newsletter send march.md --all --subject "Closed on 5 May"',
    ],
    sendsMail: true,
    options: (command) =>
      command
        .option('--location <name>', 'to guardians at this location')
        .option('--group <location/group>', 'to guardians of this group, "De Boomhut/Bijtjes"')
        .option('--all', 'to guardians everywhere')
        .option('--subject <text>', 'in place of the first heading')
        .option(...YES_FLAG),
    run: (context, flags, file = '') => sendNewsletter(context, flags, file),
  })
}

async function sendNewsletter(context: Context, flags: Flags, file: string): Promise<ExitCode> {
  const to = placeOf(flags)
  const { readNewsletter } = await import('../jobs/newsletter/read-file.ts')
  const newsletter = await readNewsletter(file, flags.subject)
  const { mailSettingsOf } = await import('./mail-settings.ts')
  const { withMail } = await import('../jobs/delivery/open.ts')
  return withStore(context, (store) =>
    withMail(store, mailSettingsOf(context.config), async (mail) => {
      const options = { newsletter, ...to }
      const planned = await run(store, { ...context, dryRun: true }, mail, options)
      const { countDue } = await import('../jobs/deliver.ts')
      const prospect = untouched(planned.due, await countDue(store, context.at))
      const mails = prospect.counts.planned
      const lines = async () => linesOf(newsletter.subject, planned, prospect, true)
      if (context.dryRun) return show(context, newsletter.subject, planned, prospect)
      if (!(await isConfirmed(context, { mails, yes: flags.yes, lines }))) return EXIT.done
      const counts = await run(store, context, mail, options)
      return show(context, newsletter.subject, counts, await deliver(store, context, mail))
    }),
  )
}

/** A newsletter to everybody by a forgotten flag can't be called back. */
function placeOf({ location, group, all }: Flags): NewsletterTo {
  const given = [location, group, all].filter((flag) => flag !== undefined)
  if (given.length !== 1) {
    throw new UserError(
      'Say to whom the newsletter goes: one of --location NAME, --group "LOCATION/GROUP" or --all.',
    )
  }
  return { ...(location !== undefined && { location }), ...(group !== undefined && { group }) }
}

async function run(
  store: Store,
  context: Context,
  { queue }: MailHands,
  options: NewsletterOptions,
): Promise<NewsletterCounts> {
  const { newsletterJob } = await import('../jobs/newsletter.ts')
  const { runJob } = await import('../jobs/run.ts')
  const { report } = await runJob(store, newsletterJob(queue), options, context)
  return report.counts
}

function show(
  context: Context,
  subject: string,
  counts: NewsletterCounts,
  mails: Delivered | Prospect,
): ExitCode {
  const { at, dryRun, json, output } = context
  const { findings } = mails
  if (json) output.json({ dryRun, at: at.wall, subject, counts, mails: mails.counts, findings })
  else for (const line of linesOf(subject, counts, mails, dryRun)) output.say(line)
  sayFindings(context, mails)
  return dryRun ? EXIT.done : exitOfMails(mails)
}

const STANDINGS = {
  due: 'due',
  sentBefore: 'who had it before',
  waiting: 'whose mail waits already',
  failed: 'whose mail failed ("ouderportaal mail retry")',
  unwanted: 'who ended newsletters',
  bounced: 'whose address does not work',
  noAddress: 'without an e-mail address',
} as const

function linesOf(
  subject: string,
  counts: NewsletterCounts,
  mails: Delivered | Prospect,
  dryRun: boolean,
): readonly string[] {
  const standings = (Object.keys(STANDINGS) as (keyof typeof STANDINGS)[])
    .filter((standing) => standing === 'due' || counts[standing] > 0)
    .map((standing) => `${counts[standing]} ${STANDINGS[standing]}`)
  return [
    `newsletter${dryRun ? ' (dry run)' : ''}: "${subject}"`,
    `${counts.guardians} guardian${counts.guardians === 1 ? '' : 's'}: ${standings.join(', ')}`,
    mailsInWords(counts, mails),
  ]
}

function mailsInWords(counts: NewsletterCounts, mails: Delivered | Prospect): string {
  const { planned } = mails.counts
  if (planned === 0 && counts.sentBefore > 0 && counts.sentBefore === counts.guardians)
    return 'All of them had it before: nothing to send.'
  if (planned === 0) return 'Nobody is due and no mail waits: nothing to send.'
  return 'already' in mails ? prospectLine(mails) : mailLine(mails)
}
