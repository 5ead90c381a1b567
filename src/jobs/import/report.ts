import type { Assumed, Refusal } from '../../csv/report.ts'
import type { RunSummary } from '../job.ts'
import type { Difference } from './differences.ts'
import type { ImportFinding } from './finding.ts'
import type { MassChange } from './mass-change.ts'

/** What an import did with one kind of row, or would do: the document of `--json`. */
export interface ImportReport extends ImportCounts {
  readonly refused: Refusal | null
  readonly assumed: Assumed | null
  readonly ignoredColumns: readonly string[]
  readonly findings: readonly ImportFinding[]
  /** Keys that are stored and not in the file; always empty of kinds that can't be told. */
  readonly notInFile: readonly string[]
  /** Set when more would change than a file normally changes; without leave to do so the file is refused. */
  readonly massChange: MassChange | null
  /** What would change, cell by cell; of a dry run and of a plan only. */
  readonly changes?: readonly Difference[]
}

/** `rows` is the sum of the five that follow it. */
export interface ImportCounts {
  readonly rows: number
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly duplicates: number
  readonly rejected: number
  /** Stored and not in the file. */
  readonly missing: number
  /** Contracts ended because they, or their child, are not in a file that is the whole truth. */
  readonly ended: number
}

const NOTHING = {
  rows: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  duplicates: 0,
  rejected: 0,
  missing: 0,
  ended: 0,
  ignoredColumns: [],
  findings: [],
  notInFile: [],
  massChange: null,
}

export function refusedReport(refused: Refusal, assumed: Assumed | null): ImportReport {
  return { refused, assumed, ...NOTHING }
}

/** Findings keep their place and code but not the cell: a run's row holds no personal data. */
export function summaryOf(reports: readonly ImportReport[]): RunSummary {
  const refused = reports.find((report) => report.refused)?.refused
  return {
    outcome: refused ? 'refused' : reports.some(({ rejected }) => rejected > 0) ? 'partial' : 'done',
    counts: countsOf(reports),
    findings: refused ? [{ code: refused.code, line: refused.line }] : reports.flatMap(placesOf),
  }
}

const COUNTS = Object.keys(NOTHING).slice(0, 8) as (keyof ImportCounts)[]

function countsOf(reports: readonly ImportReport[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    COUNTS.map((count) => [count, reports.reduce((sum, report) => sum + report[count], 0)]),
  )
}

function placesOf({ findings }: ImportReport) {
  return findings.map(({ severity, line, lastLine, column, code }) => ({
    severity,
    line,
    lastLine,
    column,
    code,
  }))
}
