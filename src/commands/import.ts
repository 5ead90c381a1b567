import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Command } from 'commander'
import { type ExitCode, UserError } from '../errors.ts'
import type { ImportName, ImportOptions, ImportSource } from '../jobs/import/index.ts'
import { type Context, exitOf, withStore } from './context.ts'
import { addLeaf, type Cli } from './leaf.ts'

interface ImportFlags {
  readonly encoding?: NonNullable<ImportOptions['encoding']>
  readonly delimiter?: string
  readonly folder?: string
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
    options: (command) => (name === 'photos' ? withFolder(withReading(command)) : withReading(command)),
    run: (context, flags, file) => runImport(context, name, file as string, flags),
  })
}

function withReading(command: Command): Command {
  const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']
  return command
    .addOption(command.createOption('--encoding <name>', 'for a file that is read wrong').choices(encodings))
    .option('--delimiter <character>', 'for a file that is read wrong: ";", ",", or "tab"')
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
  const { createImport, readSource } = await import('../jobs/import/index.ts')
  const { runJob } = await import('../jobs/run.ts')
  const { printImport } = await import('./import-report.ts')
  if (flags.folder !== undefined) requireFolder(flags.folder)
  const options = readingOf(flags)
  const source: ImportSource = {
    bytes: await readSource(file),
    folder: flags.folder ?? dirname(file),
    media: context.dryRun ? null : context.config.media,
  }
  const run = { at: context.at, dryRun: context.dryRun, elapsed: context.elapsed }
  const result = await withStore(context, async (store) =>
    runJob(store, await createImport(name, source, options, context.at), options, run),
  )
  if (!result) throw new Error('An import has no slot, so it always runs.')
  printImport(context, { kind: name, file, dryRun: context.dryRun, ...result.report })
  return exitOf(result.summary.outcome)
}

/** One sentence for a mistyped folder, not one for each photo that isn't in it. */
function requireFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return
  throw new UserError(`--folder ${folder} is no folder: give the folder that the photo files are in.`)
}

function readingOf({ encoding, delimiter }: ImportFlags): ImportOptions {
  return {
    ...(encoding && { encoding }),
    ...(delimiter !== undefined && { delimiter: delimiterOf(delimiter) }),
  }
}

function delimiterOf(text: string): string {
  if (text === 'tab' || text === '\\t') return '\t'
  if ([...text].length === 1 && text !== '"') return text
  throw new UserError(`--delimiter ${text} is no delimiter: write one character, or "tab".`)
}
