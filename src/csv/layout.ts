import { meaningKey } from './profile/mapping.ts'

/** Where the known columns stand in a row. Nothing outside `positions` is ever read: that is what keeps a BSN out. */
export interface Layout {
  /** By canonical name. */
  readonly positions: ReadonlyMap<string, number>
  /** The headers that name nothing that is read, as written. */
  readonly ignored: readonly string[]
  /** Cells that a row must have: up to the last column with a name. */
  readonly fewest: number
  /** Cells for which there is a header; what a row has beyond it must be empty. */
  readonly most: number
  /** All header cells, as written. */
  readonly header: readonly string[]
  /** A profile's words for the values of a column: canonical name, cell in lower case, value. */
  readonly meanings: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** What every row says of a column that the file isn't asked for. */
  readonly constants: ReadonlyMap<string, string>
  /** The file holds rows of other kinds too. */
  readonly shared: boolean
}

/** The columns of which the file says something, be it with an empty cell. */
export function columnsTold({ positions, constants }: Layout): ReadonlySet<string> {
  return new Set([...positions.keys(), ...constants.keys()])
}

/** What rows say in a column: the cell as written, unless a profile has another word for it. */
export function textReader(
  { positions, meanings, constants }: Pick<Layout, 'positions' | 'meanings' | 'constants'>,
  name: string,
): (cells: readonly string[]) => string {
  const constant = constants.get(name)
  const position = positions.get(name)
  if (constant !== undefined || position === undefined) return () => constant ?? ''
  const words = meanings.get(name)
  if (!words) return (cells) => cells[position] ?? ''
  return (cells) => words.get(meaningKey(cells[position] ?? '')) ?? cells[position] ?? ''
}
