import type { Difference } from '../jobs/import/differences.ts'
import type { ImportReport, ImportResult } from '../jobs/import/index.ts'
import { printable } from '../terminal/printable.ts'
import type { Context } from './context.ts'
import type { ImportFlags, Subject } from './import-file.ts'
import { findingLines, rejectedInShort } from './import-findings.ts'
import { followUpLines } from './import-follow-ups.ts'

/** What an import did with the rows of one kind. */
interface ImportDocument extends ImportReport, About {
  readonly kind: string
}

interface About {
  readonly file: string
  readonly dryRun: boolean
  readonly run?: string
}

interface Imported {
  readonly subject: Subject
  readonly file: string
  readonly flags: Pick<ImportFlags, 'encoding'>
  /** The kinds of row, in the order of the reports. */
  readonly names: readonly string[]
  readonly result: ImportResult
}

/** What went in is a result; what is wrong with the file is said also to those who asked for silence. */
export function printImports({ output, json, dryRun }: Context, imported: Imported): void {
  const { subject, file, names, result, flags } = imported
  const { reports, follows, run } = result
  const about = { file, dryRun, ...(run && { run }) }
  const documents = reports.map((report, at) => ({ kind: names[at] ?? subject, ...about, ...report }))
  const more = follows ? { follows } : {}
  const refused = reports.find((report) => report.refused)?.refused ?? null
  const unused = encodingInWords(flags, reports[0])
  if (unused) output.warn(`${file}: ${unused}`)
  if (json && subject === 'file') output.json({ ...about, refused, parts: refused ? [] : documents, ...more })
  else if (json) output.json({ ...documents[0], ...more })
  else if (refused) output.warn(refusalLine(file, refused))
  else {
    const ignoredColumns = ignoredByAll(documents)
    for (const document of documents) printRows(output, { ...document, ignoredColumns })
    for (const line of follows ? followUpLines(follows) : []) output.say(printable(line))
  }
}

/** What one kind of row leaves to another is not ignored. */
function ignoredByAll([first, ...others]: readonly ImportDocument[]): readonly string[] {
  const ignored = first?.ignoredColumns ?? []
  return ignored.filter((name) => others.every(({ ignoredColumns }) => ignoredColumns.includes(name)))
}

/** A byte-order mark is part of the file, and knows better. */
function encodingInWords({ encoding }: Pick<ImportFlags, 'encoding'>, report?: ImportReport): string | false {
  const read = report?.assumed?.encoding
  const isOther = encoding !== undefined && read !== undefined && read.replace('-bom', '') !== encoding
  return isOther && `--encoding ${encoding} was not used, the byte-order mark of the file says ${read}.`
}

function refusalLine(file: string, { code, message }: NonNullable<ImportDocument['refused']>): string {
  return printable(`${file} is refused, nothing was changed. ${message} [${code}]`)
}

function printRows(output: Context['output'], document: ImportDocument): void {
  for (const line of summaryLines(document)) output.say(printable(line))
  for (const { isRejected, line } of findingLines(document.findings)) {
    const say = isRejected ? output.warn : output.say
    say(printable(`  ${line}`))
  }
  const inShort = rejectedInShort(document.findings)
  if (inShort) output.warn(inShort)
  for (const line of changeLines(document.changes ?? [])) output.say(printable(line))
}

/** More than fit on a screen are for `--json`. */
const MOST_CHANGES = 50

function changeLines(changes: readonly Difference[]): readonly string[] {
  if (changes.length === 0) return []
  const more = changes.length - MOST_CHANGES
  return [
    'Would change:',
    ...changes.slice(0, MOST_CHANGES).flatMap(changeLine),
    ...(more > 0 ? [`  and ${more} more (--json shows all)`] : []),
  ]
}

function changeLine({ kind, name, cells }: Difference): string {
  const who = kind === 'guardians' ? `guardian ${name}` : name
  const told = cells.map(({ column, from, to }) => `${column} ${cellInWords(from)} -> ${cellInWords(to)}`)
  return `  ${who}: ${told.join('; ')}`
}

function cellInWords(cell: string | null): string {
  return cell === null ? '(empty)' : `"${cell}"`
}

function summaryLines(document: ImportDocument): readonly string[] {
  const { kind, file, dryRun, run, assumed, ignoredColumns } = document
  const read = assumed && `Read as ${assumed.encoding}, delimiter ${delimiterInWords(assumed.delimiter)}.`
  const header = assumed?.headerLine !== undefined && `The header was found on line ${assumed.headerLine}.`
  const ignored = ignoredColumns.length > 0 && `Columns ignored: ${ignoredColumns.join(', ')}.`
  const id = run === undefined ? '' : ` (run ${run.slice(0, 8)})`
  return [
    `${file}: ${kind}${id}${dryRun ? ' (dry run, nothing was changed)' : ''}`,
    countsInWords(document),
    ...[read, header, ignored, missingInWords(document), massInWords(document), sameInWords(document)].filter(
      (line) => typeof line === 'string',
    ),
  ]
}

function countsInWords(document: ImportDocument): string {
  const counts = [
    `${document.created} new`,
    `${document.updated} changed`,
    `${document.unchanged} unchanged`,
    `${document.duplicates} duplicate`,
    `${document.rejected} rejected`,
  ]
  return `${document.rows} ${document.rows === 1 ? 'row' : 'rows'}: ${counts.join(', ')}.`
}

function missingInWords({ kind, missing, ended, dryRun }: ImportDocument): string | false {
  if (missing === 0) return false
  const told = `${missing} ${kind} stored but not in the file`
  if (ended === 0) return `${told}, left as they are.`
  const contracts = ended === 1 ? 'contract' : 'contracts'
  return `${told}. ${ended} ${contracts} ${dryRun ? 'would end' : ended === 1 ? 'was ended' : 'were ended'}.`
}

function massInWords({ massChange, dryRun }: ImportDocument): string | false {
  return (
    massChange !== null &&
    dryRun &&
    'That is more than a file normally changes: a real run asks for --allow-mass-change.'
  )
}

function sameInWords({ rows, unchanged, ended, duplicates, findings }: ImportDocument): string | false {
  if (rows === 0 || ended > 0 || rows !== unchanged + duplicates) return false
  const isKept = findings.some(({ code }) => code === 'account-address-kept')
  return isKept ? 'Nothing changes.' : 'Nothing changes: what the file says is stored already.'
}

function delimiterInWords(delimiter: string): string {
  return delimiter === '\t' ? 'tab' : delimiter
}
