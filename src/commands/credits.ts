import type { Command } from 'commander'
import { EXIT } from '../errors.ts'
import type { IsoDate } from '../rules/index.ts'
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
      const { listCredits } = await import('../store/credits.ts')
      const filter = flags.child === undefined ? {} : { child: flags.child }
      const stored = await withStore(context, (store) => listCredits(store.read, filter))
      const rows = stored
        .map((row) => ({ ...row, state: stateOf(row, context.at.today) }))
        .filter((row) => flags.all || row.state === 'usable')
      if (context.json) context.output.json({ credits: rows.map(creditRow) })
      else context.output.say(await creditTable(rows))
      return EXIT.done
    },
  })
}

type Row = Awaited<ReturnType<typeof import('../store/credits.ts')['listCredits']>>[number] & {
  readonly state: 'usable' | 'used' | 'lapsed'
}

function stateOf(row: { unspent: number; expires_on: IsoDate }, today: IsoDate): Row['state'] {
  if (row.unspent <= 0) return 'used'
  return row.expires_on < today ? 'lapsed' : 'usable'
}

function creditRow(row: Row) {
  return {
    id: row.id,
    child: row.child_number,
    careType: row.care_type,
    absentOn: row.absent_on,
    expiresOn: row.expires_on,
    minutes: row.minutes,
    state: row.state,
    writtenOff: row.unspent !== row.balance,
  }
}

async function creditTable(rows: readonly Row[]): Promise<string> {
  if (rows.length === 0) return 'No credits.'
  const { table } = await import('../terminal/table.ts')
  const cells = rows.map((row) => [row.child_number, row.care_type, row.absent_on, row.expires_on, row.state])
  return table(['child', 'care type', 'absent on', 'use until', 'state'], cells)
}
