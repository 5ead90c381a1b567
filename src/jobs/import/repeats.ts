import { isDeepStrictEqual } from 'node:util'
import { findingAt, type ImportFinding } from './finding.ts'
import type { Match, Rows, United, Wanted } from './kind.ts'

export interface Distinct<Row> {
  readonly wanted: readonly Wanted<Row>[]
  readonly duplicates: number
  readonly findings: readonly ImportFinding[]
}

/**
 * Rows that look different in the file can be one stored thing, for instance two names of one photo. Where the
 * kind doesn't unite them the rule is that of rows with the same key: equal ones count once, of others none does.
 */
export function distinct<Row>(
  wanted: readonly Wanted<Row>[],
  { unite = uniteEqual, stored }: Pick<Match<never, Row>, 'unite' | 'stored'>,
  column: string | null,
): Distinct<Row> {
  const groups = [...Map.groupBy(wanted, (one) => one.key)].map(([key, group]) => {
    const rows = group as readonly Wanted<Row>[] as Rows<Row>
    return { rows, united: unite(rows, stored.get(key)) }
  })
  return {
    wanted: groups.flatMap(({ united }) => united?.wanted ?? []),
    duplicates: groups.reduce((sum, { rows, united }) => sum + (united ? rows.length - 1 : 0), 0),
    findings: groups.flatMap(
      ({ rows, united }) => united?.findings ?? rows.map((one) => contradicted(one, column)),
    ),
  }
}

function uniteEqual<Row>(rows: Rows<Row>): United<Row> | undefined {
  const [first, ...others] = rows
  const equal = others.every(({ row }) => isDeepStrictEqual(row, first.row))
  return equal ? { wanted: first, findings: [] } : undefined
}

function contradicted<Row>(one: Wanted<Row>, column: string | null): ImportFinding {
  return findingAt(one, { code: 'duplicate-key', column, value: one.name })
}
