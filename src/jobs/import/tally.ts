import { createHash } from 'node:crypto'
import type { Fresh } from '../../store/fresh.ts'
import { type Difference, differenceOf } from './differences.ts'
import type { ImportFinding } from './finding.ts'
import type { Cells, Change } from './kind.ts'
import { massChangeIn } from './mass-change.ts'
import type { BatchPlan } from './plan.ts'
import type { ImportReport } from './report.ts'
import type { Selection } from './select-rows.ts'

/** What is counted of one kind of row, batch by batch. */
export interface Tally {
  addBatch(plan: BatchPlan): void
  /** Rows that no batch has: unchanged ones, and new ones that are stored already. */
  addNarrowed(unchanged: number, fresh: Fresh | undefined): void
  /** Contracts that end, whatever the kind of the file. */
  addEnds(changes: readonly Change<object>[], cells: (row: object) => Cells): void
  /** `live` is what was stored and not over when it began, by kind. */
  report(live: Live, ignoredColumns: readonly string[]): Omit<ImportReport, 'refused' | 'assumed'>
  /** Equal for equal changes of equal rows; without `withDigest` it says nothing. */
  digest(): string
}

export interface Live {
  readonly own: number
  readonly contracts: number
}

export interface TallyOptions {
  readonly kind: string
  /** What is said of the file before any row is decided. */
  readonly notices: readonly ImportFinding[]
  /** Keep what changes cell by cell. */
  readonly withDifferences: boolean
  /** For a plan, or for what must be as planned. */
  readonly withDigest: boolean
}

export function openTally(
  selection: Selection,
  { kind, notices, withDifferences, withDigest }: TallyOptions,
): Tally {
  const counts = {
    created: 0,
    updated: 0,
    ended: 0,
    unchanged: 0,
    duplicates: selection.duplicates,
    rejected: selection.rejected,
  }
  const findings: ImportFinding[] = [...selection.findings, ...notices]
  const differences: Difference[] = []
  const childrenEnded = new Set<number | undefined>()
  const hash = createHash('sha256')
  const add = (of: string, change: Change<object>, cells: (row: object) => Cells) => {
    if (withDigest) hash.update(JSON.stringify(wordsOf(of, change, cells)))
    if (withDifferences) differences.push(...differenceOf(of, change, cells))
  }
  return {
    addBatch: ({ changes, cells, besides, ...plan }) => {
      for (const change of changes) add(kind, change, cells)
      for (const change of besides?.changes ?? []) add(besides?.kind ?? kind, change, besides?.cells ?? cells)
      const fresh = changes.filter(({ before }) => before === undefined).length
      counts.created += fresh
      counts.updated += changes.length - fresh
      counts.unchanged += plan.unchanged
      counts.duplicates += plan.duplicates
      counts.rejected += plan.rejected
      findings.push(...plan.findings)
    },
    addNarrowed: (unchanged, fresh) => {
      counts.unchanged += unchanged
      counts.created += fresh?.rows ?? 0
      if (fresh) hash.update(fresh.digest)
    },
    addEnds: (changes, cells) => {
      for (const change of changes) add('contracts', change, cells)
      for (const { after } of changes) childrenEnded.add((after as { readonly childId?: number }).childId)
      counts.ended += changes.length
    },
    report: (live, ignoredColumns) => ({
      rows: selection.rows,
      created: counts.created,
      updated: counts.updated,
      unchanged: counts.unchanged,
      duplicates: counts.duplicates,
      rejected: counts.rejected,
      missing: selection.missing.length,
      ended: counts.ended,
      ignoredColumns,
      findings: findings.toSorted((one, other) => one.line - other.line),
      notInFile: selection.missing,
      massChange: massChangeIn([
        {
          kind,
          ...(selection.alike.length > 0 && { doubled: selection.alike.length }),
          changed: counts.updated,
          ended: kind === 'contracts' ? counts.ended : childrenEnded.size,
          live: live.own,
        },
        { kind: 'contracts', changed: 0, ended: counts.ended, live: live.contracts },
      ]),
      ...(withDifferences && { changes: differences }),
    }),
    digest: () => hash.copy().digest('hex'),
  }
}

/** As people would tell it: the ids of what is new are others in each try. */
function wordsOf(kind: string, { name, before, after }: Change<object>, cells: (row: object) => Cells) {
  return [kind, name, before ? cells(before) : null, cells(after)]
}
