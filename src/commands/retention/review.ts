import type { Command } from 'commander'
import { EXIT } from '../../errors.ts'
import { withStore } from '../context.ts'
import { addLeaf, type Cli } from '../leaf.ts'
import { retentionOf } from './settings.ts'

export function addReview(retention: Command, cli: Cli): void {
  addLeaf(retention, cli, {
    usage: 'review',
    summary: 'show what is kept longer than the setting retention.months says',
    description: 'A photo on which a child is that is kept stays, and is not counted.',
    examples: [
      'ouderportaal retention review',
      'ouderportaal retention review --at "2028-03-14 12:00" --json',
    ],
    readOnly: true,
    async run(context) {
      const { confirmRetentionJob } = await import('../../jobs/retention/confirm.ts')
      const { runJob } = await import('../../jobs/run.ts')
      const job = confirmRetentionJob(retentionOf(context.config))
      const { report } = await withStore(context, (store) =>
        runJob(store, job, {}, { ...context, dryRun: true }),
      )
      if (context.json) context.output.json(report)
      else {
        const { reviewLines } = await import('./words.ts')
        for (const line of reviewLines(report)) context.output.say(line)
      }
      return EXIT.done
    },
  })
}
