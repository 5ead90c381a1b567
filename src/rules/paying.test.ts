import { describe, expect, test } from 'vitest'
import { type Price, payFor } from './paying.ts'
import type { CreditPolicy, Payment } from './policy.ts'
import { sampleChild, sampleContract, sampleCredit } from './test-world.ts'
import type { IsoDate } from './time.ts'
import type { Credit } from './world.ts'

/** Credit of so many points, each of an hour, on a day of this month. */
function creditOf(left: number, day = 5, amount = left): Credit {
  const absentOn = `2026-03-${String(day).padStart(2, '0')}` as IsoDate
  const minutes = amount * 60
  const id = `credit-${day}`
  return {
    id,
    child: 'Femke',
    careType: 'KDV',
    absentOn,
    usableFrom: absentOn,
    unit: 'points',
    amount,
    minutes,
    left,
  }
}

function priceOf(amount: number, size: Price['size'] = 'any'): Price {
  return { amount, minutes: amount * 60, size }
}

const plain: Payment = { size: [], together: false, shortage: 'refused', rest: 'kept' }

function pay(
  price: Price,
  credits: readonly Credit[],
  pays: Partial<Payment> = {},
  rest: Partial<CreditPolicy> = {},
) {
  const policy: CreditPolicy = { ...sampleCredit, ...rest, pays: { ...plain, ...pays } }
  const child = sampleChild(
    'Femke',
    sampleContract({ from: '2025-01-01', until: '2026-03-31' }),
    sampleContract({ from: '2026-04-01', days: { mon: { from: '07:30', until: '18:30' } } }),
  )
  const paid = payFor(price, credits, policy, { child, today: '2026-04-01' })
  return { ...paid, spends: paid.spends.map(({ credit, amount }) => [credit, amount]) }
}

describe('one credit', () => {
  test('pays when it is worth enough, and keeps what is left', () => {
    expect(pay(priceOf(3), [creditOf(5)])).toEqual({
      held: true,
      worth: 5,
      spends: [['credit-5', 3]],
      lost: 0,
      invoiced: 0,
    })
  })

  test('that is worth enough is sought beyond older ones that are not', () => {
    const paid = pay(priceOf(3), [creditOf(2, 4), creditOf(1, 5), creditOf(4, 6), creditOf(9, 7)])
    expect([paid.spends, paid.worth]).toEqual([[['credit-6', 3]], 9])
  })

  test('is refused when it falls short, and the best of all is named', () => {
    expect(pay(priceOf(5), [creditOf(2, 4), creditOf(4, 5), creditOf(3, 6)])).toMatchObject({
      held: false,
      worth: 4,
      spends: [],
    })
  })

  test('the oldest pays what it can where the guardian pays the rest', () => {
    expect(pay(priceOf(4), [creditOf(1, 4), creditOf(9, 5)], { shortage: 'invoiced' })).toMatchObject({
      held: true,
      spends: [['credit-4', 1]],
      invoiced: 180,
    })
  })

  test('of which a part was spent loses only the minutes of what was left', () => {
    const paid = pay(priceOf(1), [creditOf(2, 5, 4)], { rest: 'lost' })
    expect([paid.spends, paid.lost]).toEqual([[['credit-5', 2]], 60])
  })

  test('of no hours loses none', () => {
    const granted = { ...creditOf(3), minutes: 0 }
    expect(pay(priceOf(1), [granted], { rest: 'lost' })).toMatchObject({ spends: [['credit-5', 3]], lost: 0 })
  })
})

describe('the size of a credit', () => {
  test.each([
    ['equal', 3, ['credit-5']],
    ['equal', 4, []],
    ['equal', 2, []],
    ['not-longer', 2, ['credit-5']],
    ['not-longer', 4, []],
    ['any', 2, ['credit-5']],
  ] as const)('where it must be %s: three points for a day of %i', (size, amount, used) => {
    expect(pay(priceOf(amount, size), [creditOf(3)]).spends.map(([id]) => id)).toEqual(used)
  })

  test('names the worth of those that fit, or of all when none does', () => {
    expect(pay(priceOf(3, 'equal'), [creditOf(9, 4), creditOf(3, 5)]).worth).toBe(3)
    expect(pay(priceOf(5, 'equal'), [creditOf(9, 4), creditOf(3, 5)]).worth).toBe(9)
  })
})

describe('several credits together', () => {
  const credits = [creditOf(2, 4), creditOf(2, 5), creditOf(2, 6)]

  test('are used oldest first, and only as many as are needed', () => {
    expect(pay(priceOf(4), credits, { together: true }).spends).toEqual([
      ['credit-4', 2],
      ['credit-5', 2],
    ])
    expect(pay(priceOf(3), credits, { together: true })).toMatchObject({
      held: true,
      worth: 6,
      spends: [
        ['credit-4', 2],
        ['credit-5', 1],
      ],
    })
  })

  test('lose what the day leaves of them, where the rest lapses', () => {
    expect(pay(priceOf(3), credits, { together: true, rest: 'lost' })).toMatchObject({
      spends: [
        ['credit-4', 2],
        ['credit-5', 2],
      ],
      lost: 60,
    })
  })

  test('that fall short are refused, invoiced or free', () => {
    const outcomes = (['refused', 'invoiced', 'free'] as const).map((shortage) => {
      const { held, invoiced } = pay(priceOf(8), credits, { together: true, shortage })
      return [held, invoiced]
    })
    expect(outcomes).toEqual([
      [false, 0],
      [true, 120],
      [true, 0],
    ])
  })

  test('nothing pays for nothing: no credit is no pay, also where shortage is free', () => {
    expect(pay(priceOf(1), [], { shortage: 'free' })).toEqual({
      held: false,
      worth: 0,
      spends: [],
      lost: 0,
      invoiced: 0,
    })
  })
})

test.each([true, false])('a day that costs no points is paid with none, together: %s', (together) => {
  expect(
    pay({ amount: 0, minutes: 90, size: 'any' }, [creditOf(2)], { together, shortage: 'invoiced' }),
  ).toEqual({
    held: true,
    worth: 2,
    spends: [['credit-5', 0]],
    lost: 0,
    invoiced: 0,
  })
})

describe('after the contract went from two days a week to one', () => {
  const inProportion = { contractChange: 'in-proportion' } as const

  test('a credit is worth half, and a day spends twice as many of its own points', () => {
    const paid = pay(priceOf(1), [creditOf(4)], {}, inProportion)
    expect([paid.worth, paid.spends]).toEqual([2, [['credit-5', 2]]])
  })

  test('parts of points add up: three points pay for a day and a half', () => {
    const paid = pay(priceOf(2), [creditOf(3, 4), creditOf(3, 5)], { together: true }, inProportion)
    expect(paid.spends).toEqual([
      ['credit-4', 3],
      ['credit-5', 1],
    ])
  })

  test('a credit keeps its worth where the policy says so', () => {
    expect(pay(priceOf(1), [creditOf(4)]).worth).toBe(4)
  })

  test('a credit of a day without contract keeps its worth', () => {
    const early = { ...creditOf(4), absentOn: '2024-12-31' } as const
    expect(pay(priceOf(1), [early], {}, inProportion).worth).toBe(4)
  })

  test('a credit of care that has ended keeps its worth', () => {
    const ended = { ...creditOf(4), careType: 'VSO' } as const
    expect(pay(priceOf(1), [ended], {}, inProportion).worth).toBe(4)
  })
})
