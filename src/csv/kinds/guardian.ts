import { type Column, optional, type Values } from '../column.ts'
import { email } from '../readers/email.ts'
import { text, yesOrNo } from '../readers/text.ts'

export type Position = 1 | 2

export interface GuardianRecord {
  /** The block of columns it stands in. */
  readonly position: Position
  readonly firstName: string | null
  readonly infix: string | null
  readonly lastName: string | null
  readonly email: string | null
  readonly phone: string | null
  /** Null: the file does not say, which gives no custody and takes none away. */
  readonly custody: boolean | null
}

const PARTS = {
  voornaam: optional(text),
  tussenvoegsel: optional(text),
  achternaam: optional(text),
  email: optional(email),
  telefoon: optional(text),
  gezag: optional(yesOrNo),
}

type Parts = typeof PARTS
type Name<P extends Position, Part extends keyof Parts = keyof Parts> = `ouder${P}_${Part}`
type GuardianColumns<P extends Position> = {
  readonly [N in Name<P>]: N extends Name<P, infer Part> ? Parts[Part] : never
}

export function guardianColumns<P extends Position>(position: P): GuardianColumns<P> {
  const named = Object.entries<Column<unknown>>(PARTS).map(([part, column]) => [
    `ouder${position}_${part}`,
    column,
  ])
  return Object.fromEntries(named) as GuardianColumns<P>
}

/** None when nothing is known of the guardian but custody. */
export function guardianOf(row: Values<GuardianColumns<Position>>, position: Position): GuardianRecord[] {
  const guardian = {
    position,
    firstName: row[`ouder${position}_voornaam`],
    infix: row[`ouder${position}_tussenvoegsel`],
    lastName: row[`ouder${position}_achternaam`],
    email: row[`ouder${position}_email`],
    phone: row[`ouder${position}_telefoon`],
    custody: row[`ouder${position}_gezag`],
  }
  const { firstName, infix, lastName, email, phone } = guardian
  return [firstName, infix, lastName, email, phone].some((cell) => cell !== null) ? [guardian] : []
}
