import { key, optional } from '../column.ts'
import { declareKind } from '../kind.ts'
import { email } from '../readers/email.ts'
import { text } from '../readers/text.ts'

export interface LocationRecord {
  readonly name: string
  readonly phone: string | null
  readonly email: string | null
}

export const locations = declareKind({
  columns: { locatie: key(text), telefoon: optional(text), email: optional(email) },
  key: ['locatie'],
  toRecord: (row): LocationRecord => ({ name: row.locatie, phone: row.telefoon, email: row.email }),
})
