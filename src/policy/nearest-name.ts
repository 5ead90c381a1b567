/** The name that differs least from the one written, in less than half of its letters; undefined when none is so near. */
export function nearestName(written: string, names: readonly string[]): string | undefined {
  const [nearest] = names.toSorted((one, other) => editsBetween(written, one) - editsBetween(written, other))
  return nearest !== undefined && editsBetween(written, nearest) * 2 < nearest.length ? nearest : undefined
}

/** Letters to add, drop or change, and neighbours to swap, to get from one to the other (optimal string alignment). */
export function editsBetween(one: string, other: string): number {
  const rows = [Array.from({ length: other.length + 1 }, (_, length) => length)]
  for (const [row, letter] of [...one].entries()) {
    const above = rows[row] ?? []
    const current = [row + 1]
    for (const [column, wanted] of [...other].entries()) {
      const changed = (above[column] ?? 0) + (letter === wanted ? 0 : 1)
      const isSwapped = letter === other[column - 1] && one[row - 1] === wanted
      const swapped = isSwapped ? (rows[row - 1]?.[column - 1] ?? 0) + 1 : changed
      current.push(Math.min(changed, swapped, (above[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1))
    }
    rows.push(current)
  }
  return rows.at(-1)?.[other.length] ?? 0
}
