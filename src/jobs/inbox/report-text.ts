import type { Moment } from '../../rules/index.ts'
import type { ImportReport } from '../import/index.ts'
import type { FileResult } from './import-one.ts'

/** What an administrator reads beside a file: what went in, and each row that did not, with its cell. */
export function reportText(
  { file, what, outcome, reports, fault, run }: FileResult,
  { wall }: Moment,
): string {
  const lines = [
    `${file.name}: ${what}, ${wall.slice(0, 16).replace('T', ' ')}, ${OUTCOMES[outcome]}`,
    ...(run === undefined
      ? []
      : [`Import ${run}: "ouderportaal import show ${run.slice(0, 8)}" tells more.`]),
    ...(fault ? [fault.text] : []),
    ...reports.flatMap(linesOf),
  ]
  return `${lines.join('\n')}\n`
}

const OUTCOMES = {
  done: 'done',
  partial: 'done in part: rejected rows are in the file beside it',
  refused: 'refused, nothing was changed',
  faulty: 'not imported, nothing was changed: the program failed',
} as const

function linesOf(report: ImportReport): readonly string[] {
  const { refused, findings, rows, created, updated, unchanged, duplicates, rejected } = report
  if (refused) return [`${refused.message} [${refused.code}]`]
  return [
    `${rows} rows: ${created} new, ${updated} changed, ${unchanged} unchanged, ${duplicates} duplicate, ${rejected} rejected.`,
    ...findings.map(({ message, code }) => `  ${message} [${code}]`),
  ]
}
