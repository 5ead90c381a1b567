import type { Ties } from '../../store/staging.ts'

/** Rows decided at a time: enough that a question to the database costs nothing, few enough to be held. */
const AT_ONCE = 2_000

/**
 * Cuts records into batches, each in the order of the file, so that records that are tied together, also by way of a
 * third one, are in one batch.
 */
export function batchesOf(records: readonly number[], ties: Ties): readonly (readonly number[])[] {
  const all = [...new Set([...records, ...ties.records, ...ties.earlier])].toSorted(inOrder)
  const first = firstOfEach(all.at(-1) ?? 0, ties)
  const batches: number[][] = []
  let batch: number[] = []
  for (const group of familiesOf(all, first)) {
    batch.push(...group)
    if (batch.length < AT_ONCE) continue
    batches.push(batch.toSorted(inOrder))
    batch = []
  }
  return batch.length > 0 ? [...batches, batch.toSorted(inOrder)] : batches
}

function inOrder(one: number, other: number): number {
  return one - other
}

/** Records of one family side by side, the families in the order of their first records. */
function* familiesOf(all: readonly number[], first: Int32Array): Generator<readonly number[]> {
  const families = new Map<number, number[]>()
  for (const record of all) {
    const head = first[record] as number
    if (head === record) continue
    const family = families.get(head) ?? []
    family.push(record)
    families.set(head, family)
  }
  for (const record of all) if (first[record] === record) yield [record, ...(families.get(record) ?? [])]
}

/** For each record the first of those that it belongs together with (union by the lower one). */
function firstOfEach(last: number, { records, earlier }: Ties): Int32Array {
  const parent = Int32Array.from({ length: last + 1 }, (_, record) => record)
  const firstOf = (record: number): number => {
    let at = record
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] as number] as number
      at = parent[at] as number
    }
    return at
  }
  for (const [index, record] of records.entries()) {
    const [one, other] = [firstOf(record), firstOf(earlier[index] as number)]
    parent[Math.max(one, other)] = Math.min(one, other)
  }
  return parent.map((_, record) => firstOf(record))
}
