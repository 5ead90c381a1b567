import type { ImportReport } from '../jobs/import/index.ts'
import type { Context } from './context.ts'

export interface ImportDocument extends ImportReport {
  readonly kind: string
  readonly file: string
  readonly dryRun: boolean
}

/** What went in is a result; what is wrong with the file is said also to those who asked for silence. */
export function printImport({ output, json }: Context, document: ImportDocument): void {
  if (json) output.json(document)
  else if (document.refused) output.warn(refusalLine(document.file, document.refused))
  else printRows(output, document)
}

function refusalLine(file: string, { code, message }: NonNullable<ImportDocument['refused']>): string {
  return `${file} is refused, nothing was changed. ${message} [${code}]`
}

function printRows(output: Context['output'], document: ImportDocument): void {
  for (const line of summaryLines(document)) output.say(line)
  for (const { severity, message, code } of document.findings) {
    const say = severity === 'rejected' ? output.warn : output.say
    say(`  ${message} [${code}]`)
  }
}

function summaryLines(document: ImportDocument): readonly string[] {
  const { kind, file, dryRun, assumed, ignoredColumns } = document
  const read = assumed && `Read as ${assumed.encoding}, delimiter ${delimiterInWords(assumed.delimiter)}.`
  const ignored = ignoredColumns.length > 0 && `Columns ignored: ${ignoredColumns.join(', ')}.`
  return [
    `${file}: ${kind}${dryRun ? ' (dry run, nothing was changed)' : ''}`,
    countsInWords(document),
    ...[read, ignored].filter((line) => typeof line === 'string'),
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

function delimiterInWords(delimiter: string): string {
  return delimiter === '\t' ? 'tab' : delimiter
}
