import { describe, expect, test } from 'vitest'
import type { Ask } from './ask.ts'
import { decide } from './decide.ts'
import type { CreditPolicy } from './policy.ts'
import { always } from './terms/index.ts'
import {
  sampleAsking,
  sampleChild,
  sampleContract,
  sampleCredit,
  samplePolicy,
  sampleWorld,
} from './test-world.ts'
import type { IsoDate } from './time.ts'
import type { RuleId } from './verdict.ts'
import type { Credit, World } from './world.ts'

const friday = { kind: 'credit-day', child: 'Femke', date: '2026-03-06' } as const

function creditOf(absentOn: IsoDate, changes: Partial<Credit> = {}): Credit {
  return {
    id: `credit-${absentOn}`,
    child: 'Femke',
    careType: 'KDV',
    absentOn,
    usableFrom: '2026-01-01',
    expiresOn: '2026-03-31',
    unit: 'days',
    amount: 1,
    minutes: 660,
    left: 1,
    ...changes,
  }
}

function verdictWith(
  credits: readonly Credit[],
  changes: Partial<CreditPolicy> = {},
  ask: Ask = friday,
  child = sampleChild('Femke'),
) {
  const world: World = { ...sampleWorld({ children: [child] }), credits }
  const policy = { ...samplePolicy, credit: { ...sampleCredit, ...changes } }
  return decide(sampleAsking('2026-03-02 10:00', ask), world, policy)
}

function reasonOf(rule: RuleId, ...asked: Parameters<typeof verdictWith>) {
  return verdictWith(...asked).reasons.find((reason) => reason.rule === rule)
}

function spentIn(...asked: Parameters<typeof verdictWith>) {
  const verdict = verdictWith(...asked)
  return verdict.outcome === 'allowed'
    ? verdict.consequences.spends.map(({ absentOn }) => absentOn)
    : verdict.outcome
}

describe('a credit day', () => {
  test('spends the credit of the oldest absence, in whatever order they were earned', () => {
    const credits = [creditOf('2026-02-26'), creditOf('2026-02-05'), creditOf('2026-02-19')]
    expect(spentIn(credits)).toEqual(['2026-02-05'])
  })

  test('spends that of the absent day that is named, and no other', () => {
    const credits = [creditOf('2026-02-05'), creditOf('2026-02-19')]
    expect(spentIn(credits, {}, { ...friday, from: '2026-02-19' })).toEqual(['2026-02-19'])
    expect(reasonOf('credit.available', credits, {}, { ...friday, from: '2026-02-12' })).toMatchObject({
      held: false,
      facts: { unspent: 0, from: '2026-02-12' },
    })
  })

  test('passes over what is spent, has lapsed or can not be used yet', () => {
    const credits = [
      creditOf('2026-02-02', { left: 0 }),
      creditOf('2026-02-05', { expiresOn: '2026-03-05' }),
      creditOf('2026-02-09', { usableFrom: '2026-03-07' }),
      creditOf('2026-02-12', { expiresOn: '2026-03-06', usableFrom: '2026-03-06' }),
    ]
    expect(spentIn(credits)).toEqual(['2026-02-12'])
    expect(reasonOf('credit.valid-on-day', credits.slice(0, 3))).toMatchObject({
      held: false,
      facts: {
        date: '2026-03-06',
        absentOn: ['2026-02-05', '2026-02-09'],
        usableFrom: ['2026-01-01', '2026-03-07'],
        expiresOn: ['2026-03-05', '2026-03-31'],
      },
    })
  })

  test('spends a credit that never lapses', () => {
    const { expiresOn: _, ...forever } = creditOf('2020-02-05')
    expect(spentIn([forever])).toEqual(['2020-02-05'])
    expect(reasonOf('credit.valid-on-day', [forever])?.facts).toMatchObject({ expiresOn: ['never'] })
  })

  test('of credit in another unit needs review, for no rule says what it is worth', () => {
    const minutes = creditOf('2026-02-05', { unit: 'minutes', amount: 660, left: 660 })
    expect(reasonOf('credit.covers-day', [minutes])).toMatchObject({
      held: 'unknown',
      facts: { missing: ['points'] },
    })
    expect(spentIn([minutes])).toBe('needs-review')
    expect(spentIn([minutes, creditOf('2026-02-12')])).toEqual(['2026-02-12'])
  })

  test('of care without points needs review', () => {
    const points = {
      unit: { name: 'points', points: [{ when: { careTypes: ['VSO' as const] }, is: 2 }] },
    } as const
    const credit = creditOf('2026-02-05', { unit: 'points' })
    expect(reasonOf('credit.covers-day', [credit], points)).toMatchObject({ held: 'unknown' })
  })

  test('without hours has no price in minutes, and one in days', () => {
    const flexible = sampleChild('Femke', sampleContract({ days: {} }))
    const minutes = creditOf('2026-02-05', { unit: 'minutes', amount: 660, left: 660 })
    expect(
      reasonOf('credit.covers-day', [minutes], { unit: { name: 'minutes' } }, friday, flexible),
    ).toMatchObject({
      held: 'unknown',
      facts: { missing: ['hours'] },
    })
    expect(reasonOf('credit.covers-day', [creditOf('2026-02-05')], {}, friday, flexible)?.held).toBe(true)
  })
})

describe('credit of other care', () => {
  const ofPlaygroup = creditOf('2026-02-05', { careType: 'peuter' })

  test.each([
    ['is kept apart', 'same', 'refused'],
    ['pays for any', 'any', ['2026-02-05']],
    [
      'pays within a set',
      [
        ['VSO', 'NSO'],
        ['KDV', 'peuter'],
      ],
      ['2026-02-05'],
    ],
    [
      'does not pay from set to set',
      [
        ['VSO', 'peuter'],
        ['KDV', 'NSO'],
      ],
      'refused',
    ],
  ] as const)('%s', (_, careTypes, spent) => {
    expect(spentIn([ofPlaygroup], { careTypes })).toEqual(spent)
  })

  test('is refused with the care types that were compared', () => {
    expect(reasonOf('credit.same-care-type', [ofPlaygroup])).toMatchObject({
      held: false,
      facts: { careType: 'KDV', creditTypes: ['peuter'] },
    })
  })

  test('by the other name of after-school care is the same', () => {
    const child = sampleChild('Femke', sampleContract({ careType: 'NSO', group: 'Uilen' }))
    expect(spentIn([creditOf('2026-02-05', { careType: 'BSO' })], {}, friday, child)).toEqual(['2026-02-05'])
  })

  test('may be excluded by the circumstances of the absent day and the day taken', () => {
    const exclusions = [{ from: { atLeast: 480 }, to: { dates: { from: '03-01', until: '03-31' } } }] as const
    expect(reasonOf('credit.same-product', [creditOf('2026-02-05')], { exclusions })).toMatchObject({
      held: false,
      facts: { date: '2026-03-06', absentOn: ['2026-02-05'] },
    })
    expect(spentIn([creditOf('2026-02-06')], { exclusions })).toEqual(['2026-02-06'])
  })
})

test('a credit may have to be used at once: asked in time, counted from the absent day', () => {
  const asked = always({
    from: [],
    until: [{ kind: 'length', length: { count: 14, unit: 'days' }, side: 'after', of: 'absence' } as const],
  })
  expect(spentIn([creditOf('2026-02-16')], { asked })).toEqual(['2026-02-16'])
  expect(reasonOf('credit.asked-in-time', [creditOf('2026-02-15')], { asked })).toMatchObject({
    held: false,
    facts: { today: '2026-03-02', absentOn: ['2026-02-15'] },
  })
})
