import type { Kind } from './kind.ts'
import { type Options, readSheet } from './read-sheet.ts'
import type { Finding, Refusal, Sheet } from './report.ts'

const TODAY = '2026-11-23'

/** Reads text (as UTF-8) or bytes that must not be refused. */
export function sheetOf<R>(
  kind: Kind<R>,
  content: string | Uint8Array,
  options?: Partial<Options>,
): Sheet<R> {
  const read = readContent(kind, content, options)
  if (read.refused) throw new Error(`refused: ${JSON.stringify(read.refused)}`)
  return read.sheet
}

/** Reads text (as UTF-8) or bytes that must be refused. */
export function refusalOf(
  kind: Kind<unknown>,
  content: string | Uint8Array,
  options?: Partial<Options>,
): Refusal {
  const read = readContent(kind, content, options)
  if (!read.refused) throw new Error('the file was not refused')
  return read.refused
}

/** Reads the one row of a file that must be right. */
export function recordOf<R>(kind: Kind<R>, content: string): R {
  const { records, findings } = sheetOf(kind, content)
  const [only, ...more] = records
  if (!only || more.length > 0 || findings.length > 0)
    throw new Error(`not one right row: ${JSON.stringify(findings)}`)
  return only.record
}

/** The findings of a file as `line column code`. */
export function faultsOf(kind: Kind<unknown>, content: string): string[] {
  return sheetOf(kind, content).findings.map(placeOf)
}

function placeOf({ line, column, code }: Finding): string {
  return `${line} ${column ?? '-'} ${code}`
}

function readContent<R>(kind: Kind<R>, content: string | Uint8Array, options?: Partial<Options>) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  return readSheet(bytes, kind, { today: TODAY, ...options })
}
