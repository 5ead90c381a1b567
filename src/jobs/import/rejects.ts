import { countExtraCells } from '../../csv/rejects/rejects-table.ts'
import { writeRejects } from '../../csv/rejects/write-rejects.ts'
import type { ImportReport } from './report.ts'
import type { OpenedPart } from './run-import.ts'

/** The rejected rows of a file with what is wrong with them, as a file that can be mended and imported again. */
export function rejectsOf({ opened }: OpenedPart, { findings }: Pick<ImportReport, 'findings'>): string {
  if (opened.refused) return ''
  const byLine = Map.groupBy(
    findings.filter(({ severity }) => severity === 'rejected'),
    ({ line }) => line,
  )
  const { header, positions } = opened.sheet.layout
  const columns = new Map([...positions].map(([column, at]) => [at, column]))
  const rows = opened.sheet.onLines([...byLine.keys()])
  const misfits = rows.filter(({ line }) => byLine.get(line)?.some(({ code }) => code === 'column-count'))
  const extra = misfits.reduce((most, { cells }) => Math.max(most, countExtraCells(header, cells)), 0)
  const text = writeRejects(header, { extra, columns })
  return text.head + rows.map(({ line, cells }) => text.row(cells, byLine.get(line) ?? [])).join('')
}
