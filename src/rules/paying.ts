import { daysAWeek } from './contract.ts'
import type { CreditPolicy, Payment } from './policy.ts'
import type { IsoDate } from './time.ts'
import type { CreditUse } from './verdict.ts'
import type { Child, Credit } from './world.ts'

/** Amounts nearer than this are the same: a credit in proportion to a changed contract need not be a round number. */
const NEARLY = 0.001

/** The day that credit pays for. */
export interface Price {
  /** In the unit of the credit. */
  readonly amount: number
  readonly minutes: number
  readonly size: 'any' | 'equal' | 'not-longer'
}

/** What comes of paying a day with credit. */
export interface Paid {
  /** The day can be paid as the policy wants it. */
  readonly held: boolean
  /** What the credits that may pay are worth together or, where only one may, the best of them. */
  readonly worth: number
  readonly spends: readonly CreditUse[]
  /** Minutes of the credits that lapse. */
  readonly lost: number
  /** Minutes that the guardian pays for. */
  readonly invoiced: number
}

/** A credit with what is left of it worth today, and what one of its own units is worth. */
interface Purse {
  readonly credit: Credit
  readonly rate: number
  readonly worth: number
}

/** Pays with the first credits that can, in the order given. `today` tells which contract counts when contracts change. */
export function payFor(
  price: Price,
  credits: readonly Credit[],
  policy: CreditPolicy,
  { child, today }: { readonly child: Child; readonly today: IsoDate },
): Paid {
  const { pays } = policy
  const purses = credits.map((credit) => purseOf(credit, rateOf(credit, policy, child, today)))
  const fitting = purses.filter(({ worth }) => fitsSize(worth, price))
  const chosen = pays.together ? enough(fitting, price.amount) : oneOf(fitting, price.amount, pays)
  const total = sumOf(chosen)
  const short = isLess(total, price.amount) ? price.amount - total : 0
  const worths = (fitting.length > 0 ? fitting : purses).map(({ worth }) => worth)
  const worth = pays.together ? sumOf(fitting) : Math.max(0, ...worths)
  return {
    held: chosen.length > 0 && (short === 0 || pays.shortage !== 'refused'),
    worth,
    ...spending(chosen, price, pays),
    invoiced:
      short > 0 && pays.shortage === 'invoiced' ? Math.round((short / price.amount) * price.minutes) : 0,
  }
}

function rateOf(credit: Credit, { contractChange }: CreditPolicy, child: Child, today: IsoDate): number {
  if (contractChange === 'keeps') return 1
  const then = credit.absentOn < today ? credit.absentOn : today
  const before = daysAWeek(child, credit.careType, then)
  const now = daysAWeek(child, credit.careType, today)
  return before > 0 && now > 0 ? now / before : 1
}

function purseOf(credit: Credit, rate: number): Purse {
  return { credit, rate, worth: credit.left * rate }
}

function fitsSize(worth: number, { size, amount }: Price): boolean {
  if (size === 'any') return true
  return !isLess(worth, amount) && (size === 'not-longer' || !isLess(amount, worth))
}

function enough(purses: readonly Purse[], amount: number): readonly Purse[] {
  const chosen: Purse[] = []
  for (const purse of purses) {
    if (chosen.length > 0 && !isLess(sumOf(chosen), amount)) break
    chosen.push(purse)
  }
  return chosen
}

function oneOf(purses: readonly Purse[], amount: number, { shortage }: Payment): readonly Purse[] {
  return shortage === 'refused'
    ? purses.filter(({ worth }) => !isLess(worth, amount)).slice(0, 1)
    : purses.slice(0, 1)
}

/** Takes from each in turn; where the rest lapses, all of each. */
function spending(chosen: readonly Purse[], price: Price, { rest }: Payment): Pick<Paid, 'spends' | 'lost'> {
  let open = price.amount
  const spends: CreditUse[] = []
  for (const { credit, rate, worth } of chosen) {
    const taken = rest === 'lost' || !isLess(open, worth) ? credit.left : open / rate
    spends.push({ credit: credit.id, absentOn: credit.absentOn, amount: taken })
    open -= taken * rate
  }
  const minutes = chosen.reduce((sum, { credit }) => sum + minutesLeftOf(credit), 0)
  return { spends, lost: rest === 'lost' ? Math.max(0, minutes - price.minutes) : 0 }
}

function minutesLeftOf({ minutes, amount, left }: Credit): number {
  return amount > 0 ? Math.round((minutes * left) / amount) : 0
}

function sumOf(purses: readonly Purse[]): number {
  return purses.reduce((sum, { worth }) => sum + worth, 0)
}

function isLess(one: number, other: number): boolean {
  return one < other - NEARLY
}
