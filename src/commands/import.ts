import type { Command } from 'commander'
import type { ImportName } from '../jobs/import/index.ts'
import { addImportApply } from './import-apply.ts'
import type { ImportFlags } from './import-file.ts'
import { addImportHistory } from './import-history.ts'
import { addImportMap } from './import-map.ts'
import { addImportProfiles } from './import-profiles.ts'
import { withReading } from './import-reading.ts'
import { addLeaf, type Cli } from './leaf.ts'

interface Subject {
  readonly name: ImportName
  readonly summary: string
  readonly columns: string
  readonly note?: string
  /** What may stand in the place of a CSV file. */
  readonly source?: string
  readonly examples?: readonly string[]
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
    source: '<source>',
    examples: [
      'ouderportaal import photos ./fotos --tags fotos.csv --dry-run',
      'ouderportaal import photos fotos.zip',
    ],
    columns: 'bestand; kindnummers; groep; tijdstip; bijschrift',
    note:
      'All files of a folder or a ZIP go in, with --tags and what it says of them, or without.\n' +
      'A CSV file alone is the tags; only the files that it names go in.\n' +
      'Several kindnummers: with "|" between them; in a cell without "|" a comma or white space does.\n' +
      'One kindnummer with white space in it: with "|" after it.\n' +
      'A photo is its content: a second name for it only adds children to those that are on it.',
  },
  {
    name: 'diary',
    summary: 'diary entries',
    columns: 'kindnummer; datum; tijd; auteur; tekst; fotos; ouder_email',
    note:
      'Several fotos: with "|" between them; by the name of their file, or by their SHA-256.\n' +
      'ouder_email: of the guardian who wrote it; without it staff did.',
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
  addWhole(group, cli)
  addImportMap(group, cli)
  addImportProfiles(group, cli)
  addImportApply(group, cli)
  addImportHistory(group, cli)
}

function addSubject(group: Command, cli: Cli, subject: Subject): void {
  const { name, summary, columns, note, source, examples } = subject
  addLeaf<ImportFlags>(group, cli, {
    usage: `${name} ${source ?? '<file>'}`,
    makesDatabase: true,
    summary: `bring in ${summary}${source ? ', from a folder, a ZIP or' : ' from'} a CSV file; "-" is standard input`,
    description: [
      'Right rows go in, all at once; wrong ones are reported and change nothing.',
      `Columns: ${columns}.`,
      ...(note ? [note] : []),
    ].join('\n'),
    examples: [
      ...(examples ?? []),
      `ouderportaal import ${name} ${name}.csv --dry-run`,
      `ouderportaal import ${name} ${name}.csv --json`,
    ],
    options: (command) => optionsOf(name, withReading(command)),
    run: async (context, flags, file) => {
      const { importFile } = await import('./import-file.ts')
      return importFile(context, name, file as string, flags)
    },
  })
}

function addWhole(group: Command, cli: Cli): void {
  addLeaf<ImportFlags>(group, cli, {
    usage: 'file <file>',
    makesDatabase: true,
    summary: 'bring in every kind of row that a profile knows, from one CSV file',
    description: [
      'All kinds go in together or not at all, as one run, and children before their contracts.',
      'A child may stand in a row for each of its contracts: its group is that of the contract in force,',
      'else of the next.',
    ].join('\n'),
    examples: [
      'ouderportaal import file export.csv --profile planning --dry-run',
      'ouderportaal import file export.csv --profile planning',
    ],
    options: (command) => withFolder(optionsOf('children', withReading(command))),
    run: async (context, flags, file) => {
      const { importFile } = await import('./import-file.ts')
      return importFile(context, 'file', file as string, flags)
    },
  })
}

function optionsOf(name: ImportName, command: Command): Command {
  command
    .option('--profile <name>', 'the saved names that the package gives its columns (see "import profiles")')
    .option('--rejects <file>', 'write the rejected rows there, with line, column, code and reason')
    .option('--plan <file>', 'change nothing, and write there what would change, for "import apply"')
    .option('--allow-mass-change', 'also when more than 10 % of what is stored would change or end')
  if (name === 'children' || name === 'contracts') {
    command.option('--full', 'the file is the whole truth: end the contracts of what is not in it')
  }
  if (name === 'children') {
    command.option('--allow-account-change', 'also change the address of a guardian with an active account')
  }
  if (name !== 'photos') return command
  return withFolder(command).option(
    '--tags <file>',
    'a CSV file that says what is on the photos of a folder or a ZIP',
  )
}

function withFolder(command: Command): Command {
  return command.option('--folder <folder>', 'where the photos are (default: the folder of the CSV file)')
}
