import type { Command } from 'commander'
import { EXIT, type ExitCode, UserError } from '../../errors.ts'
import type { ExportView } from '../../jobs/export/list-exports.ts'
import { type Context, withStore } from '../context.ts'
import { addLeaf, type Cli } from '../leaf.ts'

interface Flags {
  readonly state?: string
  readonly csv?: boolean
  readonly limit: string
}

export function addList(group: Command, cli: Cli): void {
  addLeaf<Flags>(group, cli, {
    usage: 'list [child]',
    summary: 'tell how every export stands: waiting, offered until a day, reminded, removed',
    description: 'Without names, so that it can be passed on.',
    examples: [
      'ouderportaal export list',
      'ouderportaal export list 000123',
      'ouderportaal export list --state offered --csv > exports.csv',
    ],
    readOnly: true,
    options: (command) =>
      command
        .option('--state <state>', 'queued, making, failed, offered, reminded or removed')
        .option('--csv', 'print the lines as CSV')
        .option('--limit <count>', 'at most so many', '1000'),
    run: runList,
  })
}

async function runList(context: Context, { state, csv, limit }: Flags, child?: string): Promise<ExitCode> {
  if (csv && context.json) throw new UserError('--csv and --json are two ways of printing: choose one.')
  const { choiceOf, countOf } = await import('../values.ts')
  const { EXPORT_STATES, exportsAsCsv, viewExports } = await import('../../jobs/export/list-exports.ts')
  const filter = {
    limit: countOf(limit, '--limit'),
    ...(child !== undefined && { child }),
    ...(state !== undefined && { state: choiceOf(state, '--state', EXPORT_STATES) }),
  }
  const exports = await withStore(context, (store) => viewExports(store.read, filter))
  if (context.json) context.output.json({ exports })
  else if (csv) context.output.say(exportsAsCsv(exports).trimEnd())
  else await sayList(context, exports)
  return EXIT.done
}

async function sayList({ output }: Context, exports: readonly ExportView[]): Promise<void> {
  if (exports.length === 0) return output.say('No exports.')
  const { table } = await import('../../terminal/table.ts')
  const cells = exports.map(
    ({ id, child, guardian, state, since, offeredUntil, photos, file, part, reason }) => [
      ...[child, String(guardian ?? ''), state, since.slice(0, 16).replace('T', ' '), offeredUntil ?? ''],
      ...[photos === null ? '' : String(photos), part ?? '', file ?? '', id.slice(0, 8), reason ?? ''],
    ],
  )
  const header = ['child', 'guardian', 'state', 'since', 'offered until', 'photos', 'part', 'file']
  output.say(table([...header, 'export', 'reason'], cells))
}
