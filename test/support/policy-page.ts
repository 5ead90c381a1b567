import { readFileSync } from 'node:fs'
import { parse, stringify } from 'yaml'
import { readPolicyFile } from '../../src/policy/policy-file.ts'
import type { PolicyBook } from '../../src/rules/policy.ts'
import { RULE_IDS } from '../../src/rules/verdict.ts'
import { blocksOf, codeIn, type Row, rowsOf } from './markdown.ts'

/** The page that teaches policies. */
export const PAGE = readFileSync(new URL('../../docs/policies.md', import.meta.url), 'utf8')

/** The whole files of the page, by path. */
export const FILES: ReadonlyMap<string, string> = new Map(
  blocksOf(PAGE).flatMap(({ language, name, text }) => (language === 'yaml' && name ? [[name, text]] : [])),
)

/** The pieces of a version that the page shows: blocks without a name, and the right column of the table of published rules. */
export const PIECES: readonly string[] = [
  ...blocksOf(PAGE).flatMap(({ language, name, text }) => (language === 'yaml' && !name ? [text] : [])),
  ...tableRows('From a published rule to a setting').flatMap(({ cells }) => codeIn(cells[1] ?? '')),
]

/** The rows of the tables under a heading. */
export function tableRows(heading: string): readonly Row[] {
  return rowsOf(PAGE).filter((row) => row.heading === heading)
}

/** Reads a piece as a version with all that it doesn't speak of. Throws UserError with the mistakes in it. */
export function readPiece(piece: string): PolicyBook {
  const settings = parse(piece) as Readonly<Record<string, object>>
  const credit = settings.credit && { credit: { ...CREDIT, ...settings.credit } }
  const version = { ...VERSION, ...settings, ...credit }
  return readPolicyFile(stringify({ organisation: 'Sample', versions: [version] }), piece)
}

const VERSION = {
  from: '2026-01-01',
  source: { address: 'https://sample.example', date: 'undated' },
  publicHolidays: [],
  clauses: [{ id: 'all', rules: RULE_IDS, nl: 'alles', en: 'all' }],
}

const CREDIT = { unit: 'minutes', pays: { together: true, shortage: 'invoiced', rest: 'kept' } }
