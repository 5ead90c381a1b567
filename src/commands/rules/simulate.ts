import type { Command } from 'commander'
import { EXIT, UserError } from '../../errors.ts'
import type { IsoDate, Policy, PolicyBook } from '../../rules/index.ts'
import type { Context } from '../context.ts'
import { withStore } from '../context.ts'
import { addLeaf, type Cli } from '../leaf.ts'
import { bookLoader, loadBook } from './books.ts'

interface SimulateFlags {
  readonly policy: string
  readonly asOf?: string
  readonly from?: string
  readonly until?: string
}

export function addSimulate(rules: Command, cli: Cli): void {
  addLeaf<SimulateFlags>(rules, cli, {
    usage: 'simulate',
    summary: 'replay the stored requests by another policy, and count what would change',
    description: [
      'Every request is decided twice in the same world, by the version that decided it and by the other policy, so that',
      'what differs is the policy. Of the other policy the last version counts for all requests, whatever its first day.',
      'The world is the one before each request: earlier requests in the state that they had, credits as they were',
      'really earned and spent. What would have followed from another answer, such as a place that stays free or credit',
      'that is never earned, is not followed up. Contracts, groups, closures and staff are those of today. Where the',
      'version that decided cannot be loaded any more, its stored verdict stands in. Nothing is written.',
    ].join('\n'),
    examples: [
      'ouderportaal rules simulate --policy drafts/2027.yaml',
      'ouderportaal rules simulate --policy delangekeizer --from 2026-01-01 --until 2026-03-31 --json',
    ],
    readOnly: true,
    options: (command) =>
      command
        .requiredOption('--policy <policy>', 'a name in the policies folder, or a path')
        .option('--as-of <date>', 'its version in force on this day (default: the last)')
        .option('--from <date>', 'the first day of asking (default: the first request)')
        .option('--until <date>', 'the last day of asking, included (default: the last request)'),
    async run(context, flags) {
      const { dateOf } = await import('../values.ts')
      const policy = await chosenVersion(context, flags)
      const { simulate } = await import('../../jobs/replay/simulate.ts')
      const options = {
        policy,
        load: bookLoader(context),
        ...(flags.from !== undefined && { from: dateOf(flags.from, '--from') }),
        ...(flags.until !== undefined && { until: dateOf(flags.until, '--until') }),
      }
      const report = await withStore(context, (store) => simulate(store.read, options))
      if (context.json) context.output.json(report)
      else {
        const { simulationLines } = await import('./simulation-report.ts')
        for (const line of simulationLines(report)) context.output.say(line)
      }
      return EXIT.done
    },
  })
}

async function chosenVersion(context: Context, { policy, asOf }: SimulateFlags): Promise<Policy> {
  const book = await loadBook(context, policy)
  if (asOf === undefined) return book.versions.at(-1) ?? book.versions[0]
  const { dateOf } = await import('../values.ts')
  return versionOn(book, dateOf(asOf, '--as-of'))
}

async function versionOn(book: PolicyBook, date: IsoDate): Promise<Policy> {
  const { policyOn } = await import('../../rules/index.ts')
  const version = policyOn(book, date)
  if (version) return version
  throw new UserError(`The policy "${book.name}" has no version in force on ${date}: choose another --as-of.`)
}
