import { rejectionAt } from './finding.ts'
import { openFirstRecords } from './first-records.ts'
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
 * content differs none does. No row is held; the first is read `again` when its key returns.
 */
export function openRepeats(again: (record: number) => ReadRow<unknown>): Repeats {
  const first = openFirstRecords((record) => again(record).key)
  const later = new Map<number, { readonly records: number[]; equal: boolean }>()
  return {
    add: (row) => {
      if (row.key === undefined) return
      const earlier = first.claim(row.key, row.record)
      if (earlier === undefined) return
      const group = later.get(earlier) ?? { records: [], equal: true }
      group.records.push(row.record)
      group.equal &&= sameContent(again(earlier), row)
      later.set(earlier, group)
    },
    found: () => {
      const groups = [...later].map(([first, group]) => ({ ...group, first }))
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
    value: row.keyText(),
  })
}
