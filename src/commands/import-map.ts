import type { Command } from 'commander'
import { EXIT, type ExitCode } from '../errors.ts'
import type { KindName, Proposal, ProposedKind } from '../jobs/import/profiles/proposal.ts'
import type { Context } from './context.ts'
import { type Reading, type ReadingFlags, readingOf, withReading } from './import-reading.ts'
import { addLeaf, type Cli } from './leaf.ts'

interface MapFlags extends ReadingFlags {
  readonly kind?: string
  readonly save?: string
  readonly overwrite?: boolean
}

export function addImportMap(group: Command, cli: Cli): void {
  addLeaf<MapFlags>(group, cli, {
    usage: 'map <file>',
    summary: 'propose a profile for a CSV file with other headers or values; "-" is standard input',
    description: [
      'Looks for each column by its name, by other names for it, by spelling, and by what its cells look like, and',
      'shows five rows. On a terminal it asks for what is doubtful; elsewhere it prints the proposal as YAML, with',
      'the guesses marked. A column of BSNs is left out. No cell ends in the profile but those it gives a meaning.',
    ].join('\n'),
    examples: [
      'ouderportaal import map export.csv',
      'ouderportaal import map export.csv --kind children,contracts --save planning',
    ],
    options: (command) =>
      withReading(command)
        .option('--kind <names>', 'what the file holds: children, contracts... (default: by its header)')
        .option('--save <name>', 'keep it as a profile of that name')
        .option('--overwrite', 'in the place of a profile with that name'),
    run: (context, flags, file) => runMap(context, file as string, flags),
  })
}

async function runMap(context: Context, file: string, flags: MapFlags): Promise<ExitCode> {
  const { propose } = await import('../jobs/import/profiles/propose.ts')
  const { requireSavable } = await import('../jobs/import/profiles/profile-folder.ts')
  const { readSource } = await import('../jobs/import/source.ts')
  const { proposalLines } = await import('./import-map-report.ts')
  const reading = readingOf(flags)
  const overwrite = flags.overwrite ?? false
  if (flags.save !== undefined) await requireSavable(context.config.profiles, flags.save, { overwrite })
  const kinds = flags.kind === undefined ? undefined : await kindsOf(flags.kind)
  const proposal = propose(
    await readSource(file, context.signal),
    { ...reading, ...(kinds && { kinds }) },
    context.at.today,
  )
  for (const line of proposalLines(proposal)) context.output.note(line)
  const answered = context.output.interactive
    ? { ...proposal, kinds: await askAll(proposal, context) }
    : proposal
  await deliver(context, answered, reading, flags)
  return EXIT.done
}

async function kindsOf(text: string): Promise<readonly KindName[]> {
  const { KIND_NAMES } = await import('../jobs/import/profiles/propose.ts')
  const { choiceOf } = await import('./values.ts')
  return [...new Set(text.split(',').map((name) => choiceOf(name.trim(), '--kind', KIND_NAMES)))]
}

async function askAll(proposal: Proposal, { at }: Context): Promise<readonly ProposedKind[]> {
  const { askColumns, askValues } = await import('./import-map-questions.ts')
  const { withColumns } = await import('../jobs/import/profiles/propose.ts')
  const answered: ProposedKind[] = []
  for (const kind of proposal.kinds) {
    const columns = await askColumns(kind, proposal.sample)
    const mapped = withColumns(kind.kind, columns, proposal.sample, at.today)
    answered.push({ ...mapped, values: await askValues(mapped.values) })
  }
  return answered
}

/** The profile goes into its file, or is printed. */
async function deliver(
  { output, json, config, dryRun }: Context,
  proposal: Proposal,
  reading: Reading,
  { save, overwrite = false }: MapFlags,
): Promise<void> {
  const { profileText } = await import('../jobs/import/profiles/write-profile.ts')
  const { saveProfile } = await import('../jobs/import/profiles/profile-folder.ts')
  const { doubtLines, proposalDocument } = await import('./import-map-report.ts')
  const text = profileText(proposal.kinds, reading)
  const saved =
    save === undefined || dryRun ? null : await saveProfile(config.profiles, save, text, { overwrite })
  if (json) output.json({ ...proposalDocument(proposal), saved })
  else if (saved === null) output.say(text.trimEnd())
  else output.say(`Saved as ${saved}; use it with --profile ${save}.`)
  for (const line of doubtLines(proposal.kinds)) output.warn(line)
}
