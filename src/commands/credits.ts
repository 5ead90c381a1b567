import type { Command } from 'commander'
import { EXIT } from '../errors.ts'
import type { CreditView } from '../jobs/requests/list.ts'
import { withStore } from './context.ts'
import { addLeaf, type Cli } from './leaf.ts'

export function addCredits(parent: Command, cli: Cli): void {
  const credits = parent.command('credits').summary('list what children have earned, used and lost')
  addLeaf<{ child?: string; all?: boolean }>(credits, cli, {
    usage: 'list',
    summary: 'show credits that can be used, or all that ever were',
    examples: ['ouderportaal credits list --child 000123', 'ouderportaal credits list --all --json'],
    readOnly: true,
    options: (command) =>
      command
        .option('--child <number>', 'only of this child')
        .option('--all', 'also those that were used or lapsed'),
    async run(context, flags) {
      const { viewCredits } = await import('../jobs/requests/list.ts')
      const filter = flags.child === undefined ? {} : { child: flags.child }
      const all = await withStore(context, (store) => viewCredits(store, filter, context.at.today))
      const shown = all.filter(({ state }) => flags.all || state === 'usable')
      if (context.json) context.output.json({ credits: shown })
      else context.output.say(await creditTable(shown))
      return EXIT.done
    },
  })
}

async function creditTable(credits: readonly CreditView[]): Promise<string> {
  if (credits.length === 0) return 'No credits.'
  const { table } = await import('../terminal/table.ts')
  const cells = credits.map((credit) => [
    credit.child,
    credit.careType,
    credit.absentOn,
    leftOf(credit),
    credit.usableFrom,
    credit.expiresOn ?? 'no end',
    credit.state,
  ])
  return table(['child', 'care type', 'absent on', 'left', 'use from', 'use until', 'state'], cells)
}

/** What is left, with its unit: `1 day`, `2 days`. */
function leftOf({ left, unit }: Pick<CreditView, 'left' | 'unit'>): string {
  const amount = Number(left.toFixed(2))
  return `${amount} ${amount === 1 ? unit.replace(/s$/, '') : unit}`
}
