import type { Link } from '../../store/staging.ts'

/** Rows decided at a time: enough that a question to the database costs nothing, few enough to be held. */
const AT_ONCE = 2_000

/**
 * Cuts records into batches, each in the order of the file, so that records that share a link, also by way of a
 * third one, are in one batch.
 */
export function batchesOf(
  records: readonly number[],
  links: readonly Link[],
): readonly (readonly number[])[] {
  const all = [...new Set([...records, ...links.map(({ record }) => record)])].toSorted(
    (one, other) => one - other,
  )
  const families = familiesOf(links)
  const groups = Map.groupBy(all, (record) => families.get(record) ?? record)
  const batches: number[][] = []
  let batch: number[] = []
  for (const group of groups.values()) {
    batch.push(...group)
    if (batch.length < AT_ONCE) continue
    batches.push(batch)
    batch = []
  }
  if (batch.length > 0) batches.push(batch)
  return batches.map((one) => one.toSorted((record, other) => record - other))
}

/** For each linked record one of those that it belongs together with, the same for all of them. */
function familiesOf(links: readonly Link[]): ReadonlyMap<number, number> {
  const parent = new Map<number, number>()
  const rootOf = (record: number): number => {
    let root = record
    for (let above = parent.get(root); above !== undefined && above !== root; above = parent.get(root))
      root = above
    parent.set(record, root)
    return root
  }
  const first = new Map<string, number>()
  for (const { record, link } of links) {
    const other = first.get(link)
    if (other === undefined) first.set(link, record)
    else parent.set(rootOf(record), rootOf(other))
  }
  return new Map(links.map(({ record }) => [record, rootOf(record)]))
}
