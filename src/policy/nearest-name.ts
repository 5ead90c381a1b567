/** The name that differs least from the one written, in less than half of its letters; undefined when none is so near. */
export function nearestName(written: string, names: readonly string[]): string | undefined {
  const [nearest] = names.toSorted((one, other) => editsBetween(written, one) - editsBetween(written, other))
  return nearest !== undefined && editsBetween(written, nearest) * 2 < nearest.length ? nearest : undefined
}

/** Letters to add, drop or change to get from one to the other (Levenshtein distance). */
export function editsBetween(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, length) => length)
  for (const [row, letter] of [...one].entries()) {
    const current = [row + 1]
    for (const [column, wanted] of [...other].entries()) {
      const changed = (previous[column] ?? 0) + (letter === wanted ? 0 : 1)
      current.push(Math.min(changed, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1))
    }
    previous = current
  }
  return previous[other.length] ?? 0
}
