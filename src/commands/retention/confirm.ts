import type { Command } from 'commander'
import { EXIT, type ExitCode } from '../../errors.ts'
import { type Context, withStore } from '../context.ts'
import { addLeaf, type Cli } from '../leaf.ts'
import { retentionOf } from './settings.ts'

interface Flags {
  readonly yes?: boolean
}

export function addConfirm(retention: Command, cli: Cli): void {
  addLeaf<Flags>(retention, cli, {
    usage: 'confirm',
    summary: 'confirm, once for these settings, that the night may remove what "review" shows',
    description:
      'It removes nothing itself: the job remove-expired-data does, from then on. With another retention.months it is\n' +
      'to be confirmed anew; a removal that is unusually large waits until it was confirmed in the week before.',
    examples: ['ouderportaal retention confirm', 'ouderportaal retention confirm --yes --quiet'],
    options: (command) => command.option('-y, --yes', 'do not ask'),
    run: confirmRetention,
  })
}

async function confirmRetention(context: Context, { yes }: Flags): Promise<ExitCode> {
  const { confirmRetentionJob } = await import('../../jobs/retention/confirm.ts')
  const { runJob } = await import('../../jobs/run.ts')
  const { reviewLines } = await import('./words.ts')
  const { output, json, dryRun } = context
  const job = confirmRetentionJob(retentionOf(context.config))
  return withStore(context, async (store) => {
    const { report } = await runJob(store, job, {}, { ...context, dryRun: true })
    if (!json) for (const line of reviewLines(report)) output.say(line)
    const sure = dryRun || yes || (await isSure(context))
    const run = sure && !dryRun ? (await runJob(store, job, {}, context)).run : undefined
    if (json) output.json({ dryRun, run, ...report })
    else
      output.say(
        run === undefined ? 'Nothing was changed.' : 'Confirmed: the job remove-expired-data may remove it.',
      )
    return EXIT.done
  })
}

async function isSure({ output }: Context): Promise<boolean> {
  const { confirm } = await import('../../terminal/confirm.ts')
  const message = 'May the night remove this, and what is kept too long from now on?'
  return confirm({ message, flag: '--yes', interactive: output.interactive })
}
