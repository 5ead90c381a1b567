import { rejectionAt } from './finding.ts'
import type { Kind } from './kind.ts'
import type { ReadRow } from './read-row.ts'
import type { Finding } from './report.ts'

/** Records that do not count for themselves. */
export interface Repeated {
  /** What they say was said before. */
  readonly duplicates: ReadonlySet<number>
  /** Others with the same key say something else. */
  readonly contradicted: ReadonlySet<number>
}

export interface Repeats {
  add(row: ReadRow<unknown>): void
  found(): Repeated
}

/**
 * Tells rows with the same key apart as they come by: of those with the same content the first counts, and when the
 * content differs none does. Only keys are held; the first row is read `again` when its key returns.
 */
export function openRepeats(again: (record: number) => ReadRow<unknown>): Repeats {
  const first = new Map<string, number>()
  const later = new Map<string, { readonly records: number[]; equal: boolean }>()
  return {
    add: (row) => {
      if (row.key === undefined) return
      const earlier = first.get(row.key)
      if (earlier === undefined) return void first.set(row.key, row.record)
      const group = later.get(row.key) ?? { records: [], equal: true }
      group.records.push(row.record)
      group.equal &&= sameContent(again(earlier), row)
      later.set(row.key, group)
    },
    found: () => {
      const groups = [...later].map(([key, group]) => ({ ...group, first: first.get(key) as number }))
      return {
        duplicates: new Set(groups.filter(({ equal }) => equal).flatMap(({ records }) => records)),
        contradicted: new Set(
          groups.filter(({ equal }) => !equal).flatMap((group) => [group.first, ...group.records]),
        ),
      }
    },
  }
}

function sameContent(one: ReadRow<unknown>, other: ReadRow<unknown>): boolean {
  return one.content.every((cell, at) => cell === other.content[at])
}

export function contradictionOf(row: ReadRow<unknown>, kind: Kind<unknown>): Finding {
  const [column = null, ...more] = kind.key
  return rejectionAt(row, {
    code: 'duplicate-key',
    column: more.length === 0 ? column : null,
    value: row.keyText,
  })
}
