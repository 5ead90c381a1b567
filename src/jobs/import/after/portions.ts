/** Parts of a list, so that what is read for one of them is forgotten before the next. */
export function* portionsOf<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size)
}
