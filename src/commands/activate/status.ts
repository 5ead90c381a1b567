import type { Command } from 'commander'
import { EXIT, type ExitCode, UserError } from '../../errors.ts'
import { type Context, withStore } from '../context.ts'
import { addLeaf, type Cli } from '../leaf.ts'
import { loadPolicyOf } from '../policy.ts'

interface Flags {
  readonly location?: string
  readonly csv?: boolean
  readonly names?: boolean
}

export function addStatus(activate: Command, cli: Cli): void {
  addLeaf<Flags>(activate, cli, {
    usage: 'status',
    summary: 'tell how every guardian stands with the invitation to the portal',
    description:
      'One line a guardian: not yet due, due, invited, reminded, expired, failed, bounced, active, without an address\nor departed; with totals by location. Without names, so that it can be passed on.',
    examples: [
      'ouderportaal activate status',
      'ouderportaal activate status --location "De Boomhut" --names',
      'ouderportaal activate status --csv > status.csv',
    ],
    readOnly: true,
    options: (command) =>
      command
        .option('--location <name>', 'only guardians of children at this location')
        .option('--csv', 'print the lines as CSV')
        .option('--names', 'with the names of the guardians'),
    run: runStatus,
  })
}

async function runStatus(context: Context, { location, csv, names }: Flags): Promise<ExitCode> {
  if (csv && context.json) throw new UserError('--csv and --json are two ways of printing: choose one.')
  const { viewActivations } = await import('../../jobs/activation/status.ts')
  const policy = await loadPolicyOf(context)
  const options = { location, withNames: names }
  const status = await withStore(context, (store) => viewActivations(store, policy, options, context.at))
  if (context.json) context.output.json({ at: context.at.wall, ...status })
  else if (csv) {
    const { statusAsCsv } = await import('../../jobs/activation/status-csv.ts')
    context.output.say(statusAsCsv(status.guardians, names ?? false).trimEnd())
  } else {
    const { statusLines } = await import('./status-report.ts')
    for (const line of statusLines(status)) context.output.say(line)
  }
  return EXIT.done
}
