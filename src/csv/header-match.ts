import { columnNamedBy } from './header-names/column-named.ts'
import { columnKey, isBsnName } from './header-names/header-key.ts'
import type { Mapping } from './profile/mapping.ts'

/** Which cell of a header is which column. */
export interface HeaderMatch {
  readonly positions: ReadonlyMap<string, number>
  /** Columns that several cells name by other words, and none in so many letters. */
  readonly clashes: ReadonlyMap<string, readonly string[]>
}

/**
 * A profile says first, then the column's own name, then the other words for it; but what a cell is by the profile,
 * it is not by such a word too. A column of BSNs is none of ours, whatever anybody calls it.
 */
export function matchHeader(
  cells: readonly string[],
  columns: readonly string[],
  mapping: Mapping,
): HeaderMatch {
  const free = columns.filter((column) => !mapping.constants.has(column))
  const mapped = mappedPositions(cells, free, mapping)
  const taken = new Set(mapped.values())
  const named = namedPositions(
    cells,
    free.filter((column) => !mapped.has(column)),
    (position) => !taken.has(position),
  )
  return {
    positions: new Map([...mapped, ...named.map(([column, [first]]) => [column, first] as const)]),
    clashes: new Map(
      named
        .filter(([, positions]) => positions.length > 1)
        .map(([column, positions]) => [column, positions.map((at) => cells[at]?.trim() ?? '')]),
    ),
  }
}

function mappedPositions(
  cells: readonly string[],
  columns: readonly string[],
  { columns: headers }: Mapping,
) {
  const positions = new Map(readable(cells).map(([position, cell]) => [columnKey(cell), position]))
  return new Map(
    columns.flatMap((column) => {
      const position = positions.get(columnKey(headers.get(column) ?? ''))
      return position === undefined ? [] : [[column, position] as const]
    }),
  )
}

type Positions = readonly [number, ...number[]]

/** One position for a column that is there by its own name, else those of all its aliases. */
function namedPositions(
  cells: readonly string[],
  columns: readonly string[],
  isFree: (position: number) => boolean,
): (readonly [string, Positions])[] {
  const nameOf = columnNamedBy(columns)
  const found = readable(cells).flatMap(([position, cell]) => {
    const named = nameOf(cell)
    return named && (named.by === 'name' || isFree(position)) ? [{ ...named, position }] : []
  })
  return [...Map.groupBy(found, ({ column }) => column)].map(([column, all]) => {
    const exact = all.filter(({ by }) => by === 'name')
    const positions = (exact.length > 0 ? exact : all).map(({ position }) => position)
    return [column, positions as readonly number[] as Positions]
  })
}

function readable(cells: readonly string[]): (readonly [number, string])[] {
  return [...cells.entries()].filter(([, cell]) => columnKey(cell) !== '' && !isBsnName(cell))
}
