import type { Command } from 'commander'
import { EXIT, type ExitCode } from '../../errors.ts'
import type { NightlyJob } from '../../jobs/nightly.ts'
import type { HadRun } from '../../jobs/run-once.ts'
import { prospectLine, YES_FLAG } from '../confirm-mails.ts'
import { type Context, exitOf, withStore } from '../context.ts'
import { countsInWords } from '../counts.ts'
import { deliverAfterJob, exitOfMails, mailLine, sayFindings } from '../delivery.ts'
import { maySendMails, prospectOf } from '../job-mails.ts'
import { addLeaf, type Cli } from '../leaf.ts'
import { shortly } from '../mail/words.ts'
import { sayReport } from './report.ts'
import { jobsOf, runOf, settingsOf } from './settings.ts'

interface Flags {
  readonly again?: boolean
  readonly yes?: boolean
}

export function addRun(job: Command, cli: Cli): void {
  addLeaf<Flags>(job, cli, {
    usage: 'run <name>',
    sendsMail: true,
    summary: 'do now what the night would do',
    description: [
      'Once a day, like the daemon; once a week or an hour where the job is owed so often. A run by hand counts as',
      'that of its day, also before its time: the night does not do it once more. A run that was had is not done again.',
      'What is due follows from the data, so that a day without a run is caught up with.',
    ].join('\n'),
    examples: [
      'ouderportaal job run expire-credits',
      'ouderportaal job run flag-unanswered --dry-run --json',
      'ouderportaal job run send-activations --again',
      'ouderportaal job run remind-activations --quiet',
    ],
    options: (command) =>
      command
        .option('--again', 'also when it had its run: what was done then is not done twice')
        .option(...YES_FLAG),
    async run(context, flags, name = '') {
      const { findNamed } = await import('../../jobs/timetable.ts')
      const found = findNamed(await jobsOf(context), name)
      return run(context, found, flags)
    },
  })
}

async function run(context: Context, job: NightlyJob, { again = false, yes }: Flags): Promise<ExitCode> {
  const { runOnce } = await import('../../jobs/run-once.ts')
  const settings = settingsOf(context)
  const options = await runOf(context, settings)
  return withStore(context, async (store) => {
    const mayRun = () => maySendMails(store, context, { job, settings, yes })
    const once = await runOnce(store, job, settings, { ...options, again, mayRun })
    if (!once) return EXIT.done
    const { slot, had, result } = once
    const own = result?.summary.mails
    const prospect = context.dryRun ? await prospectOf(store, context, own) : undefined
    const sent = await deliverAfterJob(store, context, {
      isAsked: yes === true || Boolean(own) || !context.output.interactive,
    })
    const about = { job: job.name, dryRun: context.dryRun, slot }
    const mails = (sent ?? prospect)?.counts
    if (context.json) context.output.json({ ...about, ...documentOf(had, result), mails })
    else if (had) context.output.say(hadLine(job, had))
    else if (result) sayRun(context, job.name, result)
    if (prospect && prospect.counts.planned > 0) context.output.say(prospectLine(prospect))
    if (sent) {
      context.output.say(mailLine(sent))
      sayFindings(context, sent)
    }
    const exitCode = result ? exitOf(result.summary.outcome) : EXIT.done
    return sent && exitCode === EXIT.done ? exitOfMails(sent) : exitCode
  })
}

type Result = Awaited<ReturnType<NightlyJob['run']>>

function documentOf(had: HadRun | undefined, result: Result | undefined) {
  if (had) return { had }
  if (!result) return {}
  const { run, report, summary } = result
  const { outcome, counts, findings } = summary
  return { run, outcome, counts, findings, ...report }
}

function hadLine({ name, every, weekday }: NightlyJob, { run, at, actor, outcome }: HadRun): string {
  const period = every === 'hour' ? 'of this hour' : weekday ? 'of this week' : 'of today'
  return `${name}: the run ${period} was had at ${shortly(at)} by ${actor}, run ${run.slice(0, 8)}, ${outcome}; --again runs it once more.`
}

function sayRun({ output, dryRun }: Context, name: string, { run, report, summary }: Result) {
  const id = run === undefined ? ' (dry run)' : ` (run ${run.slice(0, 8)})`
  output.say(`${name}${id}: ${countsInWords(summary.counts) || 'nothing to do'}`)
  if (summary.outcome !== 'done')
    output.warn(`${name}${dryRun ? ' (dry run)' : ''}: ended ${summary.outcome}.`)
  sayReport(output, report, summary.findings)
}
