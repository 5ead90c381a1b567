/** A place in a document that may be anything, as the keys it should have; empty when it is no map. */
export function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []
}

/** As `entriesOf`, for a list. */
export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** What stands under a key; undefined when there is no such place. */
export function at(value: unknown, key: string): unknown {
  return entriesOf(value).find(([name]) => name === key)?.[1]
}
