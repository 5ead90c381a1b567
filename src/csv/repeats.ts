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

interface Group {
  readonly records: number[]
  equal: boolean
  /** The record that counts, and its rank. */
  best: number
  rank: string
}

/**
/**
 * Tells rows with the same key apart as they come by: of those with the same content one counts, the first unless a
 * later one has a lower rank, and when the content differs none does; what differs in the columns where it may is the
 * same. No row is held; the first is read `again` when its key returns.
 */
export function openRepeats(
  again: (record: number) => ReadRow<unknown>,
  mayDiffer: readonly boolean[] = [],
): Repeats {
  const first = openFirstRecords((record) => again(record).key)
  const groups = new Map<number, Group>()
  return {
    add: (row) => {
      if (row.key === undefined) return
      const earlier = first.claim(row.key, row.record)
      if (earlier === undefined) return
      const one = again(earlier)
      const group = groups.get(earlier) ?? groupOf(one)
      group.records.push(row.record)
      group.equal &&= sameContent(one, row, mayDiffer)
      if ((row.rank ?? '') < group.rank) [group.best, group.rank] = [row.record, row.rank ?? '']
      groups.set(earlier, group)
    },
    found: () => {
      const all = [...groups.values()]
      const others = ({ records, best }: Group) => records.filter((record) => record !== best)
      return {
        duplicates: new Set(all.filter(({ equal }) => equal).flatMap(others)),
        contradicted: new Set(all.filter(({ equal }) => !equal).flatMap(({ records }) => records)),
      }
    },
  }
}

function groupOf({ record, rank = '' }: ReadRow<unknown>): Group {
  return { records: [record], equal: true, best: record, rank }
}

function sameContent(one: ReadRow<unknown>, other: ReadRow<unknown>, mayDiffer: readonly boolean[]): boolean {
  return one.content.every((cell, at) => mayDiffer[at] || cell === other.content[at])
}

export function contradictionOf(row: ReadRow<unknown>, kind: Kind<unknown>): Finding {
  const [column = null, ...more] = kind.key
  return rejectionAt(row, {
    code: 'duplicate-key',
    column: more.length === 0 ? column : null,
    value: row.keyText(),
  })
}
