import { isDeepStrictEqual } from 'node:util'
import { findingAt, type ImportFinding } from './finding.ts'
import type { Wanted } from './kind.ts'

export interface Distinct<Row> {
  readonly wanted: readonly Wanted<Row>[]
  readonly duplicates: number
  readonly findings: readonly ImportFinding[]
}

/**
 * Rows that look different in the file can be one stored thing, for instance two names of one photo. The rule
 * is that of rows with the same key: equal ones count once, of others none does.
 */
export function distinct<Row>(wanted: readonly Wanted<Row>[], column: string | null): Distinct<Row> {
  const groups = [...Map.groupBy(wanted, (one) => one.key).values()]
  const contradicted = groups.filter((group) => !allEqual(group)).flat()
  const kept = groups.filter(allEqual).flatMap((group) => group.slice(0, 1))
  return {
    wanted: kept,
    duplicates: wanted.length - kept.length - contradicted.length,
    findings: contradicted.map((one) => findingAt(one, { code: 'duplicate-key', column, value: one.name })),
  }
}

function allEqual<Row>(group: readonly Wanted<Row>[]): boolean {
  return group.every((one) => one === group[0] || isDeepStrictEqual(one.row, group[0]?.row))
}
