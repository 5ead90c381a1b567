import type { GuardianRecord, Position } from '../../../csv/kinds/guardian.ts'
import { NAME, type Person } from './family.ts'

const COLUMN_OF = {
  firstName: 'voornaam',
  infix: 'tussenvoegsel',
  lastName: 'achternaam',
  email: 'email',
  phone: 'telefoon',
} as const

export type Field = keyof typeof COLUMN_OF

const FIELDS = Object.keys(COLUMN_OF) as readonly Field[]

/** The cells of one position, and which columns it has. */
export interface GuardianCells {
  readonly record: GuardianRecord
  readonly told: readonly Field[]
}

export function guardianColumn(position: Position, field: Field): string {
  return `ouder${position}_${COLUMN_OF[field]}`
}

/** The columns of a position that the header has: an empty cell says something, a missing column doesn't. */
export function toldFields(position: Position, header: ReadonlySet<string>): readonly Field[] {
  const known = told.get(header) ?? [1, 2].map((at) => fieldsIn(at as Position, header))
  told.set(header, known)
  return known[position - 1] ?? []
}

/** Worked out once for each header, not for each row under it. */
const told = new WeakMap<ReadonlySet<string>, readonly (readonly Field[])[]>()

function fieldsIn(position: Position, header: ReadonlySet<string>): readonly Field[] {
  return FIELDS.filter((field) => header.has(guardianColumn(position, field)))
}

/** The parts of a name for which the file has columns. */
export function toldName({ told }: GuardianCells) {
  return NAME.filter((part) => told.includes(part))
}

/** A name is compared as far as the file has columns for it; none at all is nobody's. */
export function hasToldName(cells: GuardianCells, person: Person): boolean {
  const { record } = cells
  const parts = toldName(cells)
  return parts.some((part) => record[part] !== null) && parts.every((part) => record[part] === person[part])
}
