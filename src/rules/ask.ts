import type { IsoDate, TimeSpan, WallClock } from './time.ts'
import type { CareType, ChildId, GroupId } from './world.ts'

/** The child will not come (afmelding); `time` when only for a part of the day, `careType` when only for that care. */
export interface Absence {
  readonly kind: 'absence'
  readonly child: ChildId
  readonly date: IsoDate
  readonly time?: TimeSpan
  readonly careType?: CareType
  /** The guardian says that the child is sick. */
  readonly sick?: boolean
}

/** What all asks for a day on which the child will come can say. */
interface Taking {
  readonly child: ChildId
  readonly time?: TimeSpan
  readonly careType?: CareType
  /** Another group than the child's own, for which a guardian gave consent. */
  readonly group?: GroupId
}

/** Give up a planned day and come on another (ruildag). `giveCareType` left out: the same as that of the day taken. */
export interface Swap extends Taking {
  readonly kind: 'swap'
  readonly give: IsoDate
  readonly take: IsoDate
  readonly giveCareType?: CareType
}

/** A paid extra day. */
export interface Extra extends Taking {
  readonly kind: 'extra'
  readonly date: IsoDate
}

/** An extra day paid with credit; `from` is the absent day that earned it, left out: the rules choose. */
export interface CreditDay extends Taking {
  readonly kind: 'credit-day'
  readonly date: IsoDate
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

export const ASK_KINDS: readonly AskKind[] = ['absence', 'swap', 'extra', 'credit-day', 'cancel']

/** An ask with who asks and when. Staff enter one for a guardian only with a reason (LK-1). */
export interface Asking {
  readonly ask: Ask
  readonly at: WallClock
  readonly by: 'guardian' | 'staff'
  readonly because?: string
}
