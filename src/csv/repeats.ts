import { rejectionAt } from './finding.ts'
import type { Kind } from './kind.ts'
import type { ReadRow } from './read-row.ts'

/** What a row is beside the other rows of its file with the same key. */
export type Standing = 'counts' | 'duplicate' | 'contradicted'

/** Of rows with one key and the same content the first counts; when the content differs none does. */
export function standingsOf(rows: readonly ReadRow<unknown>[]): readonly Standing[] {
  const first = new Map<string, ReadRow<unknown>>()
  const contradicted = new Set<string>()
  for (const row of rows) {
    if (row.key === undefined) continue
    const earlier = first.get(row.key)
    if (earlier === undefined) first.set(row.key, row)
    else if (earlier.content !== row.content) contradicted.add(row.key)
  }
  return rows.map((row) => {
    if (row.key === undefined) return 'counts'
    if (contradicted.has(row.key)) return 'contradicted'
    return first.get(row.key) === row ? 'counts' : 'duplicate'
  })
}

export function contradict<R>(row: ReadRow<R>, kind: Kind<R>): ReadRow<R> {
  const [column = null, ...more] = kind.key
  const finding = rejectionAt(row, {
    code: 'duplicate-key',
    column: more.length === 0 ? column : null,
    value: row.keyText,
  })
  return { ...row, findings: [...row.findings, finding], parsed: undefined }
}
