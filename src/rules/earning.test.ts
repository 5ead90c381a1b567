import { describe, expect, test } from 'vitest'
import type { Absence, Ask } from './ask.ts'
import { decide } from './decide.ts'
import type { CreditPolicy, Policy } from './policy.ts'
import { record } from './record.ts'
import { always } from './terms/index.ts'
import {
  sampleAsking,
  sampleChild,
  sampleContract,
  sampleCredit,
  samplePolicy,
  sampleWorld,
} from './test-world.ts'
import type { TimeSpan } from './time.ts'
import type { World } from './world.ts'

const absence: Absence = { kind: 'absence', child: 'Femke', date: '2026-03-05' }
const morning: TimeSpan = { from: '07:30', until: '13:00' }
const afternoon: TimeSpan = { from: '13:00', until: '18:30' }
const lateMorning: TimeSpan = { from: '10:00', until: '13:00' }
const earlyMorning: TimeSpan = { from: '07:30', until: '10:00' }

function policyWith(changes: Partial<CreditPolicy>): Policy {
  return { ...samplePolicy, credit: { ...sampleCredit, ...changes } }
}

function worldAfter(changes: Partial<CreditPolicy>, asks: readonly Ask[], world = sampleWorld()): World {
  const policy = policyWith(changes)
  return asks.reduce((before, ask) => record(before, sampleAsking('2026-03-02 06:00', ask), policy), world)
}

/** What each of the reports earned, with its minutes. */
function earnedBy(changes: Partial<CreditPolicy>, ...times: readonly (TimeSpan | undefined)[]) {
  const asks = times.map((time) => (time ? { ...absence, time } : absence))
  return worldAfter(changes, asks).credits.map(({ amount, minutes }) => [amount, minutes])
}

function reasonsOf(changes: Partial<CreditPolicy>, ask: Ask, world = sampleWorld()) {
  const { reasons } = decide(sampleAsking('2026-03-02 06:00', ask), world, policyWith(changes))
  return reasons.filter(({ about }) => about === 'credit')
}

function wholeDayFacts(changes: Partial<CreditPolicy>, ask: Ask, world?: World) {
  return reasonsOf(changes, ask, world).find(({ rule }) => rule === 'credit.whole-day')
}

describe('day-parts that earn as a whole', () => {
  const dayParts = { least: 'day-parts', unit: { name: 'day-parts' } } as const

  test.each([
    ['both in one report', [undefined], [[2, 660]]],
    ['one', [morning], [[1, 330]]],
    ['the other', [afternoon], [[1, 330]]],
    [
      'each in a report of its own',
      [morning, afternoon],
      [
        [1, 330],
        [1, 330],
      ],
    ],
    ['none, of a part of it', [lateMorning], []],
    ['one that is completed by a second report', [lateMorning, earlyMorning], [[1, 330]]],
    ['one, of a report that touches the other', [{ from: '07:30', until: '15:00' }], [[1, 330]]],
  ] as const)('%s', (_, times, earned) => {
    expect(earnedBy(dayParts, ...times)).toEqual(earned)
  })

  test('say how much of the parts that are touched was reported', () => {
    expect(wholeDayFacts(dayParts, { ...absence, time: lateMorning })).toMatchObject({
      held: false,
      facts: {
        date: '2026-03-05',
        careType: 'KDV',
        least: 'day-parts',
        reportedMinutes: 180,
        plannedMinutes: 330,
      },
    })
    expect(wholeDayFacts(dayParts, absence)).toMatchObject({
      held: true,
      facts: { reportedMinutes: 660, plannedMinutes: 660 },
    })
  })
})

describe('a day that earns as a whole', () => {
  test('says how much of it was reported, in earlier reports too', () => {
    const days = { least: 'days' } as const
    const world = worldAfter(days, [{ ...absence, time: earlyMorning }])
    expect(wholeDayFacts(days, { ...absence, time: lateMorning }, world)).toMatchObject({
      held: false,
      facts: { least: 'days', reportedMinutes: 330, plannedMinutes: 660 },
    })
    expect(wholeDayFacts({ least: 'hours' }, { ...absence, time: lateMorning })).toBeUndefined()
  })
})

describe('hours', () => {
  test('in minutes earn in every report what it reports', () => {
    expect(earnedBy({ unit: { name: 'minutes' } }, lateMorning, earlyMorning, afternoon)).toEqual([
      [180, 180],
      [150, 150],
      [330, 330],
    ])
  })

  test('in days or points earn with the first report of a day, and only of that care', () => {
    expect(earnedBy({}, lateMorning, afternoon)).toEqual([[1, 180]])
    expect(earnedBy({ unit: { name: 'points', points: always(4) } }, lateMorning, afternoon)).toEqual([
      [4, 180],
    ])
    const both = sampleChild(
      'Femke',
      sampleContract(),
      sampleContract({ careType: 'VSO', group: 'Spechten' }),
    )
    const reports = (['KDV', 'VSO'] as const).map((careType): Ask => ({ ...absence, careType }))
    const world = worldAfter({}, reports, sampleWorld({ children: [both] }))
    expect(world.credits.map(({ careType }) => careType)).toEqual(['KDV', 'VSO'])
  })

  test('that a cap cuts short have as many minutes as are earned, and in another unit all', () => {
    const cap = (most: number) => [
      { most: always(most), per: 'year', of: 'child', partYear: 'whole' } as const,
    ]
    expect(earnedBy({ unit: { name: 'minutes' }, caps: cap(100) }, undefined)).toEqual([[100, 100]])
    expect(earnedBy({ caps: cap(0.5) }, undefined)).toEqual([[0.5, 660]])
    expect(earnedBy({ unit: { name: 'minutes' }, caps: cap(660) }, undefined)).toEqual([[660, 660]])
  })

  test('for which the policy has no points earn nothing', () => {
    const points = {
      unit: { name: 'points', points: [{ when: { careTypes: ['VSO' as const] }, is: 1 }] },
    } as const
    expect(earnedBy(points, undefined)).toEqual([])
  })
})

describe('a report that takes away care of several kinds', () => {
  const both = sampleChild(
    'Femke',
    sampleContract({ careType: 'VSO', group: 'Spechten', days: { thu: { from: '07:00', until: '08:30' } } }),
    sampleContract({ careType: 'NSO', group: 'Uilen', days: { thu: { from: '14:30', until: '18:30' } } }),
  )
  const world = sampleWorld({ children: [both] })

  test('has reasons for each kind, which say of which', () => {
    expect(reasonsOf({}, absence, world).map(({ of }) => of)).toEqual([
      'VSO',
      'VSO',
      'VSO',
      'NSO',
      'NSO',
      'NSO',
    ])
    expect(reasonsOf({}, { ...absence, careType: 'NSO' }, world).map(({ of }) => of)).toEqual(
      Array(3).fill(undefined),
    )
  })

  test('earns for the one that was in time, and not for the other', () => {
    const reported = [
      {
        when: { careTypes: ['VSO' as const] },
        is: { kind: 'hours', hours: 96, before: 'day', exactly: true } as const,
      },
    ]
    expect(worldAfter({ reported }, [absence], world).credits.map(({ careType }) => careType)).toEqual([
      'NSO',
    ])
  })

  test('is judged for each kind by its own first minute', () => {
    const reported = always({ kind: 'hours', hours: 72, before: 'care', exactly: true } as const)
    const limits = reasonsOf({ reported }, absence, world).flatMap(({ facts }) => facts.limit ?? [])
    expect(limits).toEqual(['2026-03-02T07:00:00', '2026-03-02T14:30:00'])
  })
})
