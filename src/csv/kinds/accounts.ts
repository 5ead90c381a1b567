import type { IsoDate } from '../../rules/time.ts'
import { optional, required } from '../column.ts'
import { declareKind } from '../kind.ts'
import { date } from '../readers/date.ts'
import { email } from '../readers/email.ts'

/** A guardian who already has an account in the portal. */
export interface AccountRecord {
  readonly email: string
  /** Null: active, since when is not known. */
  readonly activeSince: IsoDate | null
}

export const accounts = declareKind({
  columns: { email: required(email), actief_sinds: optional(date) },
  key: ['email'],
  toRecord: (row): AccountRecord => ({ email: row.email, activeSince: row.actief_sinds }),
})
