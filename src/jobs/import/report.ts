import type { Assumed, Refusal } from '../../csv/report.ts'
import type { RunSummary } from '../job.ts'
import type { ImportFinding } from './finding.ts'
import type { ImportPlan } from './plan.ts'

export interface ImportReport extends ImportCounts {
  readonly refused: Refusal | null
  readonly assumed: Assumed | null
  readonly ignoredColumns: readonly string[]
  readonly findings: readonly ImportFinding[]
}

/** `rows` is the sum of the others. */
export interface ImportCounts {
  readonly rows: number
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly duplicates: number
  readonly rejected: number
}

export function reportOf(plan: ImportPlan): ImportReport {
  const { refused, assumed, ignoredColumns, findings } = plan
  return { refused, assumed, ...countsOf(plan), ignoredColumns, findings }
}

/** Findings keep their place and code but not the cell: a run's row holds no personal data. */
export function summaryOf(plan: ImportPlan): RunSummary {
  const { refused } = plan
  return {
    outcome: refused ? 'refused' : plan.rejected > 0 ? 'partial' : 'done',
    counts: { ...countsOf(plan) },
    findings: refused
      ? [{ code: refused.code, line: refused.line }]
      : plan.findings.map(({ severity, line, lastLine, column, code }) => ({
          severity,
          line,
          lastLine,
          column,
          code,
        })),
  }
}

function countsOf({ rows, changes, unchanged, duplicates, rejected }: ImportPlan): ImportCounts {
  const created = changes.filter((change) => change.before === undefined).length
  return { rows, created, updated: changes.length - created, unchanged, duplicates, rejected }
}
