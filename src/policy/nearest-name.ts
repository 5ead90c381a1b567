/** The name that differs least from the one written; undefined when there are none. */
export function nearestName(written: string, names: readonly string[]): string | undefined {
  return names.toSorted((one, other) => editsBetween(written, one) - editsBetween(written, other))[0]
}

/** Letters to add, drop or change to get from one to the other (Levenshtein distance). */
function editsBetween(one: string, other: string): number {
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
