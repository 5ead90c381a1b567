import type { Command } from 'commander'
import type { BounceReport } from '../../jobs/bounces/mark-bounces.ts'
import type { RunFinding } from '../../jobs/job.ts'
import { type Context, exitOf, withStore } from '../context.ts'
import { countsInWords } from '../counts.ts'
import { addLeaf, type Cli } from '../leaf.ts'

export function addBounces(mail: Command, cli: Cli): void {
  addLeaf(mail, cli, {
    usage: 'bounces <mailbox>',
    summary: 'read delivery reports, and mark the mails and addresses that they are about',
    description:
      'An mbox file, a Maildir, or - for an mbox on standard input (RFC 3464 reports; other mail is left alone).\n' +
      'A report counts once: the same mailbox can be read each night. An address that does not work is not mailed again\n' +
      'until it is changed, or until "ouderportaal mail unblock".',
    examples: [
      'ouderportaal mail bounces /var/mail/bounces --dry-run',
      'ouderportaal mail bounces /home/bounces/Maildir --quiet',
      'zcat bounces.mbox.gz | ouderportaal mail bounces -',
    ],
    async run(context, _flags, mailbox = '') {
      const { readReports } = await import('../../jobs/bounces/read-reports.ts')
      const { markBouncesJob } = await import('../../jobs/bounces/mark-bounces.ts')
      const { runJob } = await import('../../jobs/run.ts')
      return withStore(context, async (store) => {
        // First: a database must not wait for a mailbox.
        const reading = await readReports(mailbox, context.signal)
        const { report, summary, run } = await runJob(store, markBouncesJob, reading, context)
        const { findings } = reading
        if (context.json) context.output.json({ dryRun: context.dryRun, run, ...report, findings })
        else await say(context, report, findings)
        return exitOf(summary.outcome)
      })
    },
  })
}

async function say(
  { output, dryRun }: Context,
  { counts, marks }: BounceReport,
  findings: readonly RunFinding[],
) {
  const { messages = 0, recipients = 0, mailsMarked = 0, addressesMarked = 0, ...rest } = counts
  const { reports, ignored, unreadable, ...results } = rest
  const kinds = countsInWords({ reports, ignored, unreadable }) || 'no reports'
  output.say(
    `mail bounces${dryRun ? ' (dry run)' : ''}: ${countsInWords({ messages }) || '0 messages'}: ${kinds}`,
  )
  if (recipients > 0) output.say(`${countsInWords({ recipients })}: ${countsInWords(results)}`)
  for (const { message } of findings) output.warn(message)
  if (marks.length === 0) return output.say('Nothing new: no mail and no address was marked.')
  const { table } = await import('../../terminal/table.ts')
  const cells = marks.map(({ mail, guardian, location, status, marks: what }) => [
    mail?.slice(0, 8) ?? '',
    String(guardian ?? ''),
    String(location ?? ''),
    status ?? '',
    what.join(' and '),
  ])
  output.say(table(['mail', 'guardian', 'location', 'status', 'marks'], cells))
  const would = dryRun ? 'would be' : 'were'
  output.say(`Mails that ${would} marked: ${mailsMarked}; addresses: ${addressesMarked}.`)
}
