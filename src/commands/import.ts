import { createHash } from 'node:crypto'
import { statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Command } from 'commander'
import { type ExitCode, UserError } from '../errors.ts'
import type { ImportName, ImportReport, ImportSource, ReadingOptions } from '../jobs/import/index.ts'
import type { Policy } from '../rules/index.ts'
import { openProgress } from '../terminal/progress.ts'
import { type Context, exitOf, withStore } from './context.ts'
import { addImportMap } from './import-map.ts'
import { addImportProfiles } from './import-profiles.ts'
import { type ReadingFlags, readingOf, withReading } from './import-reading.ts'
import { addLeaf, type Cli } from './leaf.ts'

interface ImportFlags extends ReadingFlags {
  readonly folder?: string
  readonly profile?: string
  readonly full?: boolean
  readonly allowMassChange?: boolean
  readonly allowAccountChange?: boolean
  readonly rejects?: string
}

interface Subject {
  readonly name: ImportName
  readonly summary: string
  readonly columns: string
  readonly note?: string
}

const SUBJECTS: readonly Subject[] = [
  { name: 'locations', summary: 'locations', columns: 'locatie; telefoon; email' },
  { name: 'groups', summary: 'groups of locations', columns: 'locatie; groep; opvangsoort; plaatsen' },
  {
    name: 'children',
    summary: 'children with their guardians',
    columns:
      'kindnummer; roepnaam; tussenvoegsel; achternaam; geboortedatum; locatie; groep; ouder1_voornaam; ' +
      'ouder1_tussenvoegsel; ouder1_achternaam; ouder1_email; ouder1_telefoon; ouder1_gezag; ouder2_... (the same)',
  },
  {
    name: 'contracts',
    summary: 'contracts of children',
    columns:
      'contractnummer; kindnummer; opvangsoort; locatie; groep; startdatum; einddatum; weken; maandag; ' +
      'dinsdag; woensdag; donderdag; vrijdag',
  },
  {
    name: 'photos',
    summary: 'photos and films, with who is on them',
    columns: 'bestand; kindnummers; groep; tijdstip; bijschrift',
    note:
      'Several kindnummers: with "|" between them; in a cell without "|" a comma or white space does.\n' +
      'One kindnummer with white space in it: with "|" after it.\n' +
      'A photo is its content: a second name for it only adds children to those that are on it.',
  },
  {
    name: 'diary',
    summary: 'diary entries',
    columns: 'kindnummer; datum; tijd; auteur; tekst; fotos',
    note: 'Several fotos: with "|" between them.',
  },
  {
    name: 'consents',
    summary: 'consents of guardians',
    columns: 'kindnummer; ouder_email; doel; gegeven_op; ingetrokken_op',
  },
  {
    name: 'accounts',
    summary: 'guardians who have an account already',
    columns: 'email; actief_sinds',
  },
  {
    name: 'closures',
    summary: 'days on which locations are closed',
    columns: 'locatie; datum; van; tot; naam',
  },
  { name: 'school-holidays', summary: 'school holidays of locations', columns: 'locatie; van; tot; naam' },
]

export function addImport(parent: Command, cli: Cli): void {
  const group = parent.command('import').summary('bring in CSV files').description('Brings in a CSV file.')
  for (const subject of SUBJECTS) addSubject(group, cli, subject)
  addImportMap(group, cli)
  addImportProfiles(group, cli)
}

function addSubject(group: Command, cli: Cli, { name, summary, columns, note }: Subject): void {
  addLeaf<ImportFlags>(group, cli, {
    usage: `${name} <file>`,
    makesDatabase: true,
    summary: `bring in ${summary} from a CSV file; "-" is standard input`,
    description: [
      'Right rows go in, all at once; wrong ones are reported and change nothing.',
      `Columns: ${columns}`,
      ...(note ? [note] : []),
    ].join('\n'),
    examples: [
      `ouderportaal import ${name} ${name}.csv --dry-run`,
      `ouderportaal import ${name} ${name}.csv --json`,
    ],
    options: (command) => optionsOf(name, withReading(command)),
    run: (context, flags, file) => runImport(context, name, file as string, flags),
  })
}

function optionsOf(name: ImportName, command: Command): Command {
  command
    .option('--profile <name>', 'the saved names that the package gives its columns (see "import profiles")')
    .option('--rejects <file>', 'write the rejected rows there, with line, column, code and reason')
    .option('--allow-mass-change', 'also when more than 10 % of what is stored would change or end')
  if (name === 'children' || name === 'contracts') {
    command.option('--full', 'the file is the whole truth: end the contracts of what is not in it')
  }
  if (name === 'children') {
    command.option('--allow-account-change', 'also change the address of a guardian with an active account')
  }
  return name === 'photos' ? withFolder(command) : command
}

function withFolder(command: Command): Command {
  return command.option('--folder <folder>', 'where the photos are (default: the folder of the CSV file)')
}

async function runImport(
  context: Context,
  name: ImportName,
  file: string,
  flags: ImportFlags,
): Promise<ExitCode> {
  const { openPart, readSource, rejectsOf, runImport } = await import('../jobs/import/index.ts')
  const { printImport } = await import('./import-report.ts')
  if (flags.folder !== undefined) requireFolder(flags.folder)
  const reading = await readingWith(context, name, flags)
  const source: ImportSource = {
    bytes: await readSource(file),
    folder: flags.folder ?? dirname(file),
    media: context.dryRun ? null : context.config.media,
    allowAccountChange: flags.allowAccountChange ?? false,
  }
  const part = openPart(name, source, reading, context.at)
  const run = { at: context.at, dryRun: context.dryRun, elapsed: context.elapsed }
  const progress = openProgress(`import ${name}`, context.output.interactive)
  const options = {
    full: flags.full ?? false,
    allowMassChange: flags.allowMassChange ?? false,
    withDifferences: context.dryRun,
    described: describe(source, flags),
    progress: progress.show,
    ...(await policyInForce(context)),
  }
  const result = await withStore(context, (store) => runImport(store, [part], options, run)).finally(
    progress.end,
  )
  const [report] = result.reports as [ImportReport]
  const { follows } = result
  printImport(context, { kind: name, file, dryRun: context.dryRun, ...report, ...(follows && { follows }) })
  if (flags.rejects !== undefined) writeFileSync(flags.rejects, rejectsOf(part, report), { mode: 0o600 })
  return exitOf(result.summary.outcome)
}

/** An import goes on without a policy; then nobody knows what follows from it. */
async function policyInForce(context: Context): Promise<{ readonly policy?: Policy }> {
  const { loadPolicyOf } = await import('./policy.ts')
  try {
    return { policy: await loadPolicyOf(context) }
  } catch (error) {
    if (error instanceof UserError) return {}
    throw error
  }
}

/** What a profile says of the file, unless a flag says otherwise. */
async function readingWith(
  { config, at }: Context,
  name: ImportName,
  flags: ImportFlags,
): Promise<ReadingOptions> {
  if (flags.profile === undefined) return readingOf(flags)
  const { loadProfile, mappingOf } = await import('../jobs/import/index.ts')
  const { kinds, name: _, note, ...reading } = await loadProfile(config.profiles, flags.profile, at.today)
  return { ...reading, ...readingOf(flags), mapping: mappingOf({ kinds, name: flags.profile, note }, name) }
}

/** The file by its content: its name may hold one of a child. */
function describe({ bytes }: ImportSource, { encoding, delimiter, full, profile }: ImportFlags) {
  return { file: createHash('sha256').update(bytes).digest('hex'), encoding, delimiter, full, profile }
}

/** One sentence for a mistyped folder, not one for each photo that isn't in it. */
function requireFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return
  throw new UserError(`--folder ${folder} is no folder: give the folder that the photo files are in.`)
}
