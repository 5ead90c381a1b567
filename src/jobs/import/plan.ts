import type { Assumed, Refusal, Sheet } from '../../csv/report.ts'
import type { ReadDb } from '../../store/open.ts'
import { changesOf, withStored } from './compare.ts'
import { findingAt, type ImportFinding } from './finding.ts'
import type { Change, ImportKind, Match, Wanted } from './kind.ts'
import { distinct } from './repeats.ts'

/** What an import would do; `rows` = new + changed + unchanged + duplicates + rejected. */
export interface ImportPlan<Row extends object = object> {
  readonly refused: Refusal | null
  readonly assumed: Assumed | null
  readonly rows: number
  readonly unchanged: number
  readonly duplicates: number
  readonly rejected: number
  readonly ignoredColumns: readonly string[]
  /** In the order of the lines. */
  readonly findings: readonly ImportFinding[]
  readonly changes: readonly Change<Row>[]
}

const NOTHING = {
  rows: 0,
  unchanged: 0,
  duplicates: 0,
  rejected: 0,
  ignoredColumns: [],
  findings: [],
  changes: [],
}

export function refusedPlan(refused: Refusal, assumed: Assumed | undefined): ImportPlan<never> {
  return { ...NOTHING, refused, assumed: assumed ?? null }
}

/**
 * Rows are judged in this order: on their own (the sheet did that), beside what is stored, beside rows that
 * turn out to be the same thing, and last beside all others. A row rejected on the way takes no further part.
 */
export async function planImport<R, Row extends object>(
  kind: ImportKind<R, Row>,
  sheet: Sheet<R>,
  prepared: unknown,
  read: ReadDb,
): Promise<ImportPlan<Row>> {
  const match = await kind.match(read, sheet, prepared)
  const proposed = proposeAll(kind, match, sheet)
  const single = distinct(proposed.wanted, match, kind.sheet.key[0] ?? null)
  const settled = match.settle?.(single.wanted) ?? { wanted: single.wanted, findings: [] }
  const findings = [...proposed.findings, ...single.findings, ...settled.findings]
  const changes = changesOf(settled.wanted, match.stored)
  return {
    refused: null,
    assumed: sheet.assumed,
    rows: sheet.rows,
    unchanged: settled.wanted.length - changes.length,
    duplicates: sheet.duplicates + single.duplicates,
    rejected: sheet.rejectedRows + rowsRejected(findings),
    ignoredColumns: sheet.ignoredColumns,
    findings: [...sheet.findings, ...findings].toSorted((one, other) => one.line - other.line),
    changes,
  }
}

function proposeAll<R, Row extends object>(kind: ImportKind<R, Row>, match: Match<R, Row>, sheet: Sheet<R>) {
  const wanted: Wanted<Row>[] = []
  const findings: ImportFinding[] = []
  for (const parsed of sheet.records) {
    const { line, lastLine } = parsed
    const proposal = match.propose(parsed)
    const remarks = 'faults' in proposal ? proposal.faults : (proposal.notices ?? [])
    findings.push(...remarks.map((remark) => findingAt(parsed, remark)))
    if ('faults' in proposal) continue
    const { key, name } = proposal
    const row = withStored(proposal.row, match.stored.get(key), kind.columnOf, sheet.columns)
    wanted.push({ line, lastLine, key, name, row })
  }
  return { wanted, findings }
}

/** A row with several faults is one row. */
function rowsRejected(findings: readonly ImportFinding[]): number {
  return new Set(findings.filter(({ severity }) => severity === 'rejected').map(({ line }) => line)).size
}
