import type { Kind } from '../kind.ts'

/** How the export of one package says what a kind of file must say; all by canonical names of columns. */
export interface Mapping {
  /** The header that the package gives a column. */
  readonly columns: ReadonlyMap<string, string>
  /** What a cell means, by the cell in lower case without white space around it. */
  readonly values: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** What every row says of a column; the file is not asked. */
  readonly constants: ReadonlyMap<string, string>
  /** The file holds other kinds too: a row without a key of this kind is no row of it. */
  readonly shared: boolean
  /** Those other kinds. */
  readonly beside?: readonly Beside[]
  /** Of all kinds of the file it is brought in first. */
  readonly isFirst?: boolean
}

/** Another kind of row in the same file. */
export interface Beside {
  readonly name: string
  readonly kind: Kind<unknown>
  readonly mapping: Mapping
}

export const NO_MAPPING: Mapping = {
  columns: new Map(),
  values: new Map(),
  constants: new Map(),
  shared: false,
}

/** As the cells of a value map are compared. */
export function meaningKey(cell: string): string {
  return cell.trim().toLowerCase()
}
