import { countExtraCells } from '../../csv/rejects/rejects-table.ts'
import { writeRejects } from '../../csv/rejects/write-rejects.ts'
import type { ImportReport } from './report.ts'
import type { OpenedPart } from './run-import.ts'

/** The rejected rows of a file with what is wrong with them, as a file that can be mended and imported again. */
export function rejectsOf(
  parts: readonly Pick<OpenedPart, 'opened'>[],
  reports: readonly Pick<ImportReport, 'findings'>[],
): string {
  const sheets = parts.flatMap(({ opened }) => (opened.refused ? [] : [opened.sheet]))
  const [sheet] = sheets
  if (!sheet) return ''
  const findings = reports.flatMap((report) => report.findings)
  const byLine = Map.groupBy(
    findings.filter(({ severity }) => severity === 'rejected'),
    ({ line }) => line,
  )
  const { header } = sheet.layout
  const positions = sheets.flatMap(({ layout }) => [...layout.positions])
  const columns = new Map(positions.map(([column, at]) => [at, column]))
  const rows = sheet.onLines([...byLine.keys()].toSorted((one, other) => one - other))
  const misfits = rows.filter(({ line }) => byLine.get(line)?.some(({ code }) => code === 'column-count'))
  const extra = misfits.reduce((most, { cells }) => Math.max(most, countExtraCells(header, cells)), 0)
  const text = writeRejects(header, { extra, columns })
  return text.head + rows.map(({ line, cells }) => text.row(cells, byLine.get(line) ?? [])).join('')
}
