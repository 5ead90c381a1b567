import type { Command } from 'commander'
import { EXIT, type ExitCode, UserError } from '../../errors.ts'
import type { Standing } from '../../jobs/activation/standing.ts'
import { type Context, withStore } from '../context.ts'
import { addLeaf, type Cli } from '../leaf.ts'
import { loadPolicyOf } from '../policy.ts'

interface Flags {
  readonly location?: string
  readonly standing?: string
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
      'ouderportaal activate status --standing invited,reminded,bounced',
      'ouderportaal activate status --csv > status.csv',
    ],
    readOnly: true,
    options: (command) =>
      command
        .option('--location <name>', 'only guardians of children at this location')
        .option('--standing <list>', 'only guardians who stand so: invited,bounced')
        .option('--csv', 'print the lines as CSV')
        .option('--names', 'with the names of the guardians'),
    run: runStatus,
  })
}

async function runStatus(context: Context, { location, standing, csv, names }: Flags): Promise<ExitCode> {
  if (csv && context.json) throw new UserError('--csv and --json are two ways of printing: choose one.')
  const { viewActivations } = await import('../../jobs/activation/status.ts')
  const policy = await loadPolicyOf(context)
  const options = { location, standings: await standingsOf(standing), withNames: names }
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

/** Standings as the table has them or as `--json` does: "not yet" and "notYet" are the same. */
async function standingsOf(list: string | undefined): Promise<readonly Standing[] | undefined> {
  if (list === undefined) return undefined
  const { STANDING_WORDS } = await import('./status-report.ts')
  const { choiceOf } = await import('../values.ts')
  const words = Object.entries(STANDING_WORDS) as [Standing, string][]
  return list.split(',').map((written) => {
    const plain = written.trim().toLowerCase()
    const found = words.find(([standing, word]) => plain === word || plain === standing.toLowerCase())
    return found?.[0] ?? (choiceOf(written.trim(), '--standing', Object.values(STANDING_WORDS)) as never)
  })
}
