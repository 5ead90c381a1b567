import type { Command } from 'commander'
import { EXIT, type ExitCode } from '../../errors.ts'
import { explain } from '../../explain.ts'
import type { NightlyJob, NightSettings } from '../../jobs/nightly.ts'
import type { RunOptions } from '../../jobs/run.ts'
import type { Store } from '../../store/open.ts'
import { type Context, exitOf, withStore } from '../context.ts'
import { countsInWords } from '../counts.ts'
import { deliverAfterJob, exitOfMails, mailLine, sayFindings } from '../delivery.ts'
import { causeOf } from '../findings.ts'
import { addLeaf, type Cli } from '../leaf.ts'
import { jobsOf, runOf, settingsOf } from './settings.ts'

export function addCatchUp(job: Command, cli: Cli): void {
  addLeaf(job, cli, {
    usage: 'catch-up',
    sendsMail: true,
    summary: 'run everything that is owed now, as the daemon does when it starts',
    description:
      'In the order in which it became owed. A job that fails does not keep the others from running, and is owed still.',
    examples: [
      'ouderportaal job catch-up --dry-run',
      'ouderportaal job catch-up',
      'ouderportaal job catch-up --quiet',
    ],
    run: (context) => withStore(context, (store) => catchUp(store, context)),
  })
}

async function catchUp(store: Store, context: Context): Promise<ExitCode> {
  const { listOwed } = await import('../../jobs/owed.ts')
  const { json, output, dryRun } = context
  const owed = await listOwed(store.read, await jobsOf(context), context.at)
  if (owed.length === 0) output.say('Nothing is owed now.')
  const settings = settingsOf(context)
  const options = await runOf(context, settings)
  const runs: OwedRun[] = []
  for (const { job, slot } of owed) {
    const run = await runOwed(store, job, slot, settings, options)
    context.signal.throwIfAborted()
    runs.push(run)
    sayRun(context, run)
  }
  const mails = await deliverAfterJob(store, context, { isAsked: !context.output.interactive })
  if (json) output.json({ dryRun, runs: runs.map(({ exitCode: _, ...run }) => run), mails: mails?.counts })
  if (mails) {
    output.say(mailLine(mails))
    sayFindings(context, mails)
  }
  return worstOf([...runs.map(({ exitCode }) => exitCode), mails ? exitOfMails(mails) : EXIT.done])
}

interface OwedRun {
  readonly job: string
  readonly slot: string
  /** Left out of a dry run. */
  readonly run?: string | undefined
  readonly outcome: 'done' | 'partial' | 'refused' | 'failed' | 'had'
  readonly counts: Readonly<Record<string, number>>
  readonly findings: readonly unknown[]
  /** Why it failed. */
  readonly error?: string
  readonly exitCode: ExitCode
}

/** Another process may have run it a moment before. */
async function runOwed(
  store: Store,
  job: NightlyJob,
  slot: string,
  settings: NightSettings,
  options: RunOptions,
): Promise<OwedRun> {
  const about = { job: job.name, slot }
  try {
    const result = await (options.dryRun
      ? job.run(store, settings, options)
      : job.runSlot(store, settings, options, slot))
    if (!result) return { ...about, outcome: 'had', counts: {}, findings: [], exitCode: EXIT.done }
    const { run, summary } = result
    return { ...about, run, ...summary, exitCode: exitOf(summary.outcome) }
  } catch (error) {
    const { text, exitCode } = explain(error)
    return { ...about, outcome: 'failed', counts: {}, findings: [], error: text, exitCode }
  }
}

function sayRun({ output, dryRun }: Context, one: OwedRun): void {
  const { job, slot, outcome, counts, error } = one
  const would = dryRun ? ' (dry run)' : ''
  if (outcome === 'had') output.say(`${slot}: another process had just run it`)
  else if (outcome === 'done') output.say(`${slot}: ${countsInWords(counts) || 'nothing to do'}${would}`)
  else output.warn(`${job}${would}: ended ${outcome}: ${error ?? causeOf(one)}`)
}

/** What is to be heard of first: a job that failed, then what may go well later, then what was done in part. */
function worstOf(codes: readonly ExitCode[]): ExitCode {
  const order = [EXIT.failed, EXIT.usage, EXIT.tryAgain, EXIT.partial]
  return order.find((code) => codes.includes(code)) ?? EXIT.done
}
