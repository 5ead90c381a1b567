import type { IsoDate } from '../../rules/time.ts'
import type { ChildId } from '../../rules/world.ts'
import { optional, required } from '../column.ts'
import { declareKind } from '../kind.ts'
import { date } from '../readers/date.ts'
import { email } from '../readers/email.ts'
import { text, word } from '../readers/text.ts'
import { endBeforeStart } from './order.ts'

export interface ConsentRecord {
  readonly child: ChildId
  readonly guardianEmail: string
  readonly purpose: Purpose
  readonly givenOn: IsoDate
  /** Null: not withdrawn. */
  readonly withdrawnOn: IsoDate | null
}

/** `share-photos`: show photos of the child to other guardians of the group. */
export type Purpose = 'share-photos'

const purpose = word<Purpose>({ 'fotos-delen': 'share-photos' }, { fault: 'unknown-purpose' })

export const consents = declareKind({
  columns: {
    kindnummer: required(text),
    ouder_email: required(email),
    doel: required(purpose),
    gegeven_op: required(date),
    ingetrokken_op: optional(date),
  },
  key: ['kindnummer', 'ouder_email', 'doel'],
  contradictions: (row) => endBeforeStart('ingetrokken_op', row.gegeven_op, row.ingetrokken_op),
  toRecord: (row): ConsentRecord => ({
    child: row.kindnummer,
    guardianEmail: row.ouder_email,
    purpose: row.doel,
    givenOn: row.gegeven_op,
    withdrawnOn: row.ingetrokken_op,
  }),
})
