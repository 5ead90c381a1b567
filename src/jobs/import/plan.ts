import type { ReadDb } from '../../store/open.ts'
import { changesOf, withStored } from './compare.ts'
import { findingAt, type ImportFinding } from './finding.ts'
import type { Batch, Besides, Cells, Change, ImportKind, Match, Wanted } from './kind.ts'
import { distinct } from './repeats.ts'

/** What an import would do with a batch of rows: its records = changes + unchanged + duplicates + rejected. */
export interface BatchPlan<Row extends object = object> {
  readonly unchanged: number
  readonly duplicates: number
  readonly rejected: number
  readonly findings: readonly ImportFinding[]
  readonly changes: readonly Change<Row>[]
  cells(row: Row): Cells
  readonly besides?: Besides | undefined
}

/**
 * Rows are judged in this order: on their own (the sheet did that), beside what is stored, beside rows that
 * turn out to be the same thing, and last beside all others. A row rejected on the way takes no further part.
 */
export async function planBatch<R, Row extends object>(
  kind: ImportKind<R, Row>,
  batch: Batch<R>,
  prepared: unknown,
  read: ReadDb,
): Promise<BatchPlan<Row>> {
  const match = await kind.match(read, batch, prepared)
  const proposed = proposeAll(kind, match, batch)
  const single = distinct(proposed.wanted, match, kind.sheet.key[0] ?? null)
  const settled = match.settle?.(single.wanted) ?? { wanted: single.wanted, findings: [] }
  const findings = [...proposed.findings, ...single.findings, ...settled.findings]
  const changes = changesOf(settled.wanted, match.stored)
  return {
    unchanged: settled.wanted.length - changes.length,
    duplicates: single.duplicates,
    rejected: rowsRejected(findings),
    findings,
    changes,
    cells: match.cells ?? ((row) => cellsOf(row)),
    besides: match.besides?.(changes),
  }
}

function proposeAll<R, Row extends object>(kind: ImportKind<R, Row>, match: Match<R, Row>, batch: Batch<R>) {
  const wanted: Wanted<Row>[] = []
  const findings: ImportFinding[] = []
  for (const parsed of batch.records) {
    const { line, lastLine } = parsed
    const proposal = match.propose(parsed)
    const remarks = 'faults' in proposal ? proposal.faults : (proposal.notices ?? [])
    findings.push(...remarks.map((remark) => findingAt(parsed, remark)))
    if ('faults' in proposal) continue
    const { key, name } = proposal
    const row = withStored(proposal.row, match.stored.get(key), kind.columnOf, batch.columns)
    wanted.push({ line, lastLine, key, name, row })
  }
  return { wanted, findings }
}

/** A row with several faults is one row. */
function rowsRejected(findings: readonly ImportFinding[]): number {
  return new Set(findings.filter(({ severity }) => severity === 'rejected').map(({ line }) => line)).size
}

function cellsOf(row: object): Cells {
  const cells = Object.entries(row).map(([field, value]) => [
    field,
    value === null || typeof value === 'string' ? value : JSON.stringify(value),
  ])
  return Object.fromEntries(cells)
}
