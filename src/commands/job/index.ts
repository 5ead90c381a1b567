import type { Command } from 'commander'
import type { Cli } from '../leaf.ts'
import { addCatchUp } from './catch-up.ts'
import { addHistory } from './history.ts'
import { addList } from './list.ts'
import { addRun } from './run.ts'
import { addShow } from './show.ts'

export function addJob(parent: Command, cli: Cli): void {
  const job = parent
    .command('job')
    .summary('run a nightly job by hand, or what is owed; list jobs; show past runs')
  addRun(job, cli)
  addCatchUp(job, cli)
  addList(job, cli)
  addHistory(job, cli)
  addShow(job, cli)
}
