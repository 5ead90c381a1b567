import type { IsoDate, Moment, TimeSpan } from './time.ts'
import type { CareType, ChildId } from './world.ts'

/** The child will not come (afmelding); `time` when only for a part of the day, `careType` when only for that care. */
export interface Absence {
  readonly kind: 'absence'
  readonly child: ChildId
  readonly date: IsoDate
  readonly time?: TimeSpan
  readonly careType?: CareType
}

/** Give up a planned day and come on another (ruildag). `giveCareType` left out: the same as that of the day taken. */
export interface Swap {
  readonly kind: 'swap'
  readonly child: ChildId
  readonly give: IsoDate
  readonly take: IsoDate
  readonly time?: TimeSpan
  readonly careType?: CareType
  readonly giveCareType?: CareType
}

/** A paid extra day. */
export interface Extra {
  readonly kind: 'extra'
  readonly child: ChildId
  readonly date: IsoDate
  readonly time?: TimeSpan
  readonly careType?: CareType
}

/** An extra day paid with credit; `from` is the absent day that earned it, left out: the rules choose. */
export interface CreditDay {
  readonly kind: 'credit-day'
  readonly child: ChildId
  readonly date: IsoDate
  readonly time?: TimeSpan
  readonly careType?: CareType
  readonly from?: IsoDate
}

/** Take back an extra, swapped or credit day of that date, granted or still open. */
export interface Cancel {
  readonly kind: 'cancel'
  readonly child: ChildId
  readonly date: IsoDate
  readonly careType?: CareType
}

export type Ask = Absence | Swap | Extra | CreditDay | Cancel
export type AskKind = Ask['kind']

/** An ask with who asks and when. Staff enter one for a guardian only with a reason (LK-1). */
export interface Asking {
  readonly ask: Ask
  readonly at: Moment
  readonly by: 'guardian' | 'staff'
  readonly because?: string
}
