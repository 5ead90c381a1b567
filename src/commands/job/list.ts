import type { Command } from 'commander'
import { EXIT } from '../../errors.ts'
import { type Context, withStore } from '../context.ts'
import { addLeaf, type Cli } from '../leaf.ts'
import { shortly } from '../mail/words.ts'
import { jobsOf } from './settings.ts'

export function addList(job: Command, cli: Cli): void {
  addLeaf(job, cli, {
    usage: 'list',
    summary: 'show the jobs: when they run, how they ended last, and what is owed and was not done',
    description:
      'A job is behind when its time has come and it was not run: "job catch-up" runs what is owed now.',
    examples: ['ouderportaal job list', 'ouderportaal job list --json'],
    readOnly: true,
    async run(context) {
      const { viewJobs } = await import('../../jobs/history.ts')
      const known = await jobsOf(context)
      const jobs = await withStore(context, (store) => viewJobs(store, known, context.at))
      if (context.json) context.output.json({ jobs })
      else await sayJobs(context, jobs)
      return EXIT.done
    },
  })
}

type Jobs = Awaited<ReturnType<typeof import('../../jobs/history.ts').viewJobs>>

async function sayJobs({ output }: Context, jobs: Jobs): Promise<void> {
  const { table } = await import('../../terminal/table.ts')
  const cells = jobs.map(({ name, schedule, last, outcome, next, owedSince, summary }) => [
    ...[name, schedule, last === null ? 'never' : shortly(last), outcome ?? ''],
    ...[shortly(next), owedSince === null ? '' : `since ${shortly(owedSince)}`, summary],
  ])
  output.say(table(['job', 'owed from', 'last run', 'ended', 'next run', 'behind', 'what'], cells))
}
