import type { CreditDayCase } from '../cases/credit-day.ts'
import { type Paid, type Price, payFor } from '../paying.ts'
import { type Finding, lacking, requestRule } from '../rule.ts'
import { choose, totalMinutes, worthOf } from '../terms/index.ts'
import type { Credit } from '../world.ts'

/** Always: the child has an unspent credit, of the absent day that the ask names. */
export const creditAvailable = requestRule(
  'credit.available',
  ({ credit, credits, asking: { ask } }: CreditDayCase) => {
    if (!credit) return 'not-applicable'
    const { available } = credits()
    const from = ask.kind === 'credit-day' && ask.from
    return { held: available.length > 0, facts: { unspent: available.length, ...(from && { from }) } }
  },
  'any-day',
)

/** LK-7: a credit pays only for its own care type, unless the policy lets care types be exchanged. */
export const creditSameCareType = requestRule('credit.same-care-type', (asked: CreditDayCase) => {
  const { taken, credit } = asked
  const credits = asked.credits()
  if (credits.available.length === 0 || !taken.careType || credit?.careTypes === 'any')
    return 'not-applicable'
  const creditTypes = credits.available.map(({ careType }) => careType)
  return { held: credits.ofCareType.length > 0, facts: { careType: taken.careType, creditTypes } }
})

/** Where the house rules keep credit of some care apart, for instance of school weeks and school holidays. */
export const creditSameProduct = requestRule('credit.same-product', (asked: CreditDayCase) => {
  const { taken, credit } = asked
  const credits = asked.credits()
  if (credits.ofCareType.length === 0 || credit?.exclusions.length === 0) return 'not-applicable'
  const facts = { date: taken.date, absentOn: absentDays(credits.ofCareType) }
  return { held: credits.ofProduct.length > 0, facts }
})

/** LK-8: the day lies in the days for which a credit can be used; both ends are included. */
export const creditValidOnDay = requestRule('credit.valid-on-day', (asked: CreditDayCase) => {
  const { ofProduct, valid } = asked.credits()
  if (ofProduct.length === 0) return 'not-applicable'
  return {
    held: valid.length > 0,
    facts: {
      date: asked.taken.date,
      absentOn: absentDays(ofProduct),
      usableFrom: ofProduct.map(({ usableFrom }) => usableFrom),
      expiresOn: ofProduct.map(({ expiresOn }) => expiresOn ?? 'never'),
    },
  }
})

/** Where the house rules set a time in which a day must be asked with a credit. */
export const creditAskedInTime = requestRule('credit.asked-in-time', (asked: CreditDayCase) => {
  const { credit, asking } = asked
  const credits = asked.credits()
  if (credits.valid.length === 0 || credit?.asked.length === 0) return 'not-applicable'
  const facts = { today: asking.at.today, absentOn: absentDays(credits.valid) }
  return { held: credits.askable.length > 0, facts }
})

/** What the credits that may pay are worth is enough for the day, as far as the policy asks for it. */
export const creditCoversDay = requestRule('credit.covers-day', (asked: CreditDayCase) => {
  const { credit, taken } = asked
  if (asked.credits().askable.length === 0 || !credit) return 'not-applicable'
  const { date } = taken
  const price = priceOf(asked)
  if (price === 'hours') return lacking('hours', { date })
  if (price === 'points' || payable(asked).length === 0) return lacking('points', { date })
  const { held, worth } = payment(asked, price)
  const { amount, size } = price
  return {
    held,
    facts: { date, unit: credit.unit.name, price: amount, worth, size },
  } satisfies Finding<unknown>
})

/** How the day is paid; undefined while nothing tells its price. */
export function paidWith(asked: CreditDayCase): Paid | undefined {
  const price = priceOf(asked)
  return price === 'hours' || price === 'points' ? undefined : payment(asked, price)
}

function payment(asked: CreditDayCase, price: Price): Paid {
  const { credit, child, asking } = asked
  if (!credit) throw new RangeError('Without a policy on credit nothing can be paid with it')
  return payFor(price, payable(asked), credit, { child, today: asking.at.today })
}

/** Credit of another unit, earned under an older version of the policy, has no price here. */
function payable({ credit, credits }: CreditDayCase): readonly Credit[] {
  return credits().askable.filter(({ unit }) => unit === credit?.unit.name)
}

/** The price of the day, or what is missing to tell it. */
function priceOf({ credit, circumstances, policy }: CreditDayCase): Price | 'hours' | 'points' {
  if (!credit) return 'points'
  if (circumstances.hours.length === 0 && credit.unit.name !== 'days') return 'hours'
  const amount = worthOf(credit.unit, circumstances, policy.dayPartsMeetAt)
  if (amount === undefined) return 'points'
  return {
    amount,
    minutes: totalMinutes(circumstances.hours),
    size: choose(credit.pays.size, circumstances) ?? 'any',
  }
}

function absentDays(credits: readonly Credit[]): readonly Credit['absentOn'][] {
  return credits.map(({ absentOn }) => absentOn)
}
