import type { Output } from '../../terminal/output.ts'
import { printable } from '../../terminal/printable.ts'
import { table } from '../../terminal/table.ts'
import { wordsOf } from '../counts.ts'
import { findingInWords, isTrouble } from '../findings.ts'

/** More than fit on a screen are for `--json`. */
const MOST_LINES = 50

/** The lists of a report as tables. What was found is said also to those who asked for silence, where it is trouble. */
export function sayReport(output: Output, report: object, findings: readonly unknown[]): void {
  for (const rows of Object.values(report) as readonly (readonly Row[])[]) {
    if (!Array.isArray(rows) || rows.length === 0) continue
    for (const line of tableOf(rows.slice(0, MOST_LINES)).split('\n')) output.say(printable(line))
    if (rows.length > MOST_LINES) output.say(`and ${rows.length - MOST_LINES} more (--json shows all)`)
  }
  for (const finding of findings) {
    const say = isTrouble(finding) ? output.warn : output.say
    say(printable(`  ${findingInWords(finding)}`))
  }
}

type Row = Readonly<Record<string, string | number | null>>

function tableOf(rows: readonly Row[]): string {
  const header = Object.keys(rows[0] ?? {}).map(wordsOf)
  return table(
    header,
    rows.map((row) => Object.values(row).map((cell) => cell ?? '')),
  )
}
