import type { Command } from 'commander'
import { EXIT, type ExitCode, UserError } from '../errors.ts'
import type { DeliveryReport } from '../jobs/delivery/tally.ts'
import type { NightSettings } from '../jobs/nightly.ts'
import { type Context, exitOf, withStore } from './context.ts'
import { deliverAfterJob, exitOfMails, mailLine, sayFindings } from './delivery.ts'
import { addLeaf, type Cli } from './leaf.ts'
import { loadPolicyOf } from './policy.ts'
import { retentionOf } from './retention/settings.ts'

export function addJob(parent: Command, cli: Cli): void {
  const job = parent.command('job').summary('run a nightly job by hand; list jobs; show past runs')
  addRun(job, cli)
  addList(job, cli)
  addHistory(job, cli)
}

function addRun(job: Command, cli: Cli): void {
  addLeaf(job, cli, {
    usage: 'run <name>',
    sendsMail: true,
    summary: 'do now what the night would do',
    description:
      'What is due follows from the data: a job that did not run catches up, one that ran finds nothing.',
    examples: [
      'ouderportaal job run expire-credits',
      'ouderportaal job run flag-unanswered --dry-run --json',
      'ouderportaal job run remind-activations --dry-run',
    ],
    async run(context, _flags, name = '') {
      const { findJob } = await import('../jobs/index.ts')
      const found = findJob(name)
      if (!found) throw new UserError(await unknownJob(name))
      return withStore(context, async (store) => {
        const { report, summary, run } = await found.run(store, settingsOf(context), context)
        const mails = await deliverAfterJob(store, context)
        const { counts } = summary
        if (context.json) {
          const document = { job: name, dryRun: context.dryRun, run, counts, ...report, mails: mails?.counts }
          context.output.json(document)
        } else await sayRun(context, name, counts, report)
        return mails ? sayMails(context, mails) : exitOf(summary.outcome)
      })
    },
  })
}

/** A job that asks for none of these runs without them. */
function settingsOf(context: Context): NightSettings {
  return {
    policy: () => loadPolicyOf(context),
    retention: () => retentionOf(context.config),
    async activationKey() {
      const { mailSettingsOf } = await import('./mail-settings.ts')
      return mailSettingsOf(context.config).activationKey
    },
  }
}

function sayMails(context: Context, mails: DeliveryReport): ExitCode {
  context.output.say(mailLine(mails.counts))
  sayFindings(context, mails)
  return exitOfMails(mails)
}

async function unknownJob(name: string): Promise<string> {
  const { jobs } = await import('../jobs/index.ts')
  return `There is no job "${name}": choose one of ${jobs.map((job) => job.name).join(', ')}.`
}

async function sayRun(
  context: Context,
  name: string,
  counts: Readonly<Record<string, number>>,
  report: object,
) {
  const words = Object.entries(counts).map(([what, count]) => `${count} ${what}`)
  context.output.say(`${name}${context.dryRun ? ' (dry run)' : ''}: ${words.join(', ')}`)
  const { table } = await import('../terminal/table.ts')
  for (const rows of Object.values(report) as readonly (readonly Record<string, string | null>[])[]) {
    const header = Object.keys(rows[0] ?? {}).map(inWords)
    const cells = rows.map((row) => Object.values(row).map((cell) => cell ?? ''))
    if (rows.length > 0) context.output.say(table(header, cells))
  }
}

/** A name in a report as a heading: `answerDue` is `answer due`. */
function inWords(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}

function addList(job: Command, cli: Cli): void {
  addLeaf(job, cli, {
    usage: 'list',
    summary: 'show the jobs, when they run and when they last did',
    examples: ['ouderportaal job list'],
    readOnly: true,
    async run(context) {
      const { viewJobs } = await import('../jobs/history.ts')
      const jobs = await withStore(context, viewJobs)
      if (context.json) context.output.json({ jobs })
      else {
        const cells = jobs.map((job) => [
          job.name,
          job.schedule,
          job.last ? shortly(job.last) : 'never',
          job.outcome ?? '',
          job.summary,
        ])
        const { table } = await import('../terminal/table.ts')
        context.output.say(table(['job', 'owed from', 'last run', 'ended', 'what'], cells))
      }
      return EXIT.done
    },
  })
}

function addHistory(job: Command, cli: Cli): void {
  addLeaf<{ limit: string }>(job, cli, {
    usage: 'history [name]',
    summary: 'show past runs, imports too, the newest first',
    examples: ['ouderportaal job history', 'ouderportaal job history expire-credits --json'],
    readOnly: true,
    options: (command) => command.option('--limit <count>', 'at most so many', '20'),
    async run(context, flags, name) {
      const { countOf } = await import('./values.ts')
      const { viewRuns } = await import('../jobs/history.ts')
      const filter = { limit: countOf(flags.limit, '--limit'), ...(name !== undefined && { job: name }) }
      const runs = await withStore(context, (store) => viewRuns(store, filter))
      if (context.json) context.output.json({ runs })
      else if (runs.length === 0)
        context.output.say(name === undefined ? 'No runs.' : `No runs of "${name}".`)
      else {
        const cells = runs.map((run) => [
          shortly(run.at),
          run.job,
          run.outcome,
          countsInWords(run.counts),
          run.id.slice(0, 8),
        ])
        const { table } = await import('../terminal/table.ts')
        context.output.say(table(['at', 'job', 'ended', 'counts', 'run'], cells))
      }
      return EXIT.done
    },
  })
}

function countsInWords(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .filter(([, count]) => count !== 0)
    .map(([what, count]) => `${count} ${what}`)
    .join(', ')
}

/** A moment on the wall clock without its seconds. */
function shortly(wall: string): string {
  return wall.slice(0, 16).replace('T', ' ')
}
