import type { Command } from 'commander'
import { EXIT } from '../../errors.ts'
import { printable } from '../../terminal/printable.ts'
import { type Context, withStore } from '../context.ts'
import { countsInWords } from '../counts.ts'
import { causeOf } from '../findings.ts'
import { addLeaf, type Cli } from '../leaf.ts'
import { shortly } from '../mail/words.ts'

export function addHistory(job: Command, cli: Cli): void {
  addLeaf<{ limit: string }>(job, cli, {
    usage: 'history [name]',
    summary: 'show past runs, imports too, the newest first',
    description:
      'Of a run that failed or was done in part it tells the first cause; "job show RUN" tells all.',
    examples: ['ouderportaal job history', 'ouderportaal job history expire-credits --json'],
    readOnly: true,
    options: (command) => command.option('--limit <count>', 'at most so many', '20'),
    async run(context, flags, name) {
      const { countOf } = await import('../values.ts')
      const { viewRuns } = await import('../../jobs/history.ts')
      const filter = { limit: countOf(flags.limit, '--limit'), ...(name !== undefined && { job: name }) }
      const runs = await withStore(context, (store) => viewRuns(store, filter))
      if (context.json) context.output.json({ runs })
      else await sayRuns(context, runs, name)
      return EXIT.done
    },
  })
}

type Runs = Awaited<ReturnType<typeof import('../../jobs/history.ts').viewRuns>>

async function sayRuns({ output }: Context, runs: Runs, name?: string): Promise<void> {
  if (runs.length === 0) return output.say(name === undefined ? 'No runs.' : `No runs of "${name}".`)
  const { table } = await import('../../terminal/table.ts')
  const cells = runs.map((run) => [
    ...[shortly(run.at), run.job, run.outcome, run.id.slice(0, 8)],
    ...[countsInWords(run.counts), printable(causeOf(run))],
  ])
  output.say(table(['at', 'job', 'ended', 'run', 'counts', 'cause'], cells))
}
