import { describe, expect, test } from 'vitest'
import { sampleChild, sampleContract, sampleLocation, sampleWorld } from '../../rules/test-world.ts'
import { brokenIn, creditOf, verdictBy } from '../test-policy.ts'

const thursday = { kind: 'absence', child: 'Femke', date: '2026-03-05' } as const

describe('an absence of Thursday 5 March earns', () => {
  test.each([
    ['before 07:30', '2026-03-05 07:29:59', '2026-03-05 07:30'],
    ['before 08:30', '2026-03-05 08:29', '2026-03-05 08:30'],
    ['before 09:00', '2026-03-05 08:59', '2026-03-05 09:00'],
    ['before 13:30', '2026-03-05 13:29', '2026-03-05 13:30'],
    ['before 18:30 the day before', '2026-03-04 18:29:59', '2026-03-04 18:30'],
    ['24 hours before care', '2026-03-04 07:30', '2026-03-04 07:30:01'],
    ['more than 24 hours before care', '2026-03-04 07:29:59', '2026-03-04 07:30'],
    ['48 hours before care', '2026-03-03 07:30', '2026-03-03 07:30:01'],
    ['72 hours before care', '2026-03-02 07:30', '2026-03-02 07:30:01'],
    ['24 hours before the day', '2026-03-04 00:00', '2026-03-04 00:00:01'],
    ['5 days before', '2026-02-28 23:59:59', '2026-03-01 00:00'],
    ['7 days before', '2026-02-26 23:59:59', '2026-02-27 00:00'],
    ['more than 10 days before', '2026-02-22 23:59:59', '2026-02-23 00:00'],
    ['more than 1 working day before', '2026-03-03 23:59:59', '2026-03-04 00:00'],
    ['2 working days before', '2026-03-03 23:59:59', '2026-03-04 00:00'],
    ['10 working days before', '2026-02-19 23:59:59', '2026-02-20 00:00'],
    ['before care', '2026-03-05 07:29:59', '2026-03-05 07:30'],
    ['before thursday 13:00, 3 weeks before', '2026-02-12 12:59:59', '2026-02-12 13:00'],
  ])('when it is reported "%s": at %s, and not at %s', (deadline, inTime, tooLate) => {
    const settings = creditOf(`reported: ${deadline}`)
    expect(brokenIn(verdictBy(settings, thursday, inTime))).toEqual([])
    expect(brokenIn(verdictBy(settings, thursday, tooLate))).toEqual(['credit.reported-in-time'])
  })

  test.each([
    ['100 days', '2025-11-25', '2025-11-24'],
    ['3 months', '2025-12-05', '2025-12-04'],
    ['this year', '2026-01-01', '2025-12-31'],
  ])('when it is reported not earlier than %s ahead: on %s, and not on %s', (ahead, onTime, tooEarly) => {
    const settings = `absence: { ahead: ${ahead} }\n${creditOf('least: hours')}`
    expect(brokenIn(verdictBy(settings, thursday, `${onTime} 00:00`))).toEqual([])
    expect(brokenIn(verdictBy(settings, thursday, `${tooEarly} 23:59`))).toEqual(['absence.horizon'])
  })
})

describe('a deadline that differs', () => {
  test('per care type judges each care of the day by its own', () => {
    const morning = { from: '07:00', until: '08:30' } as const
    const afternoon = { from: '14:30', until: '18:30' } as const
    const daan = sampleChild(
      'Daan',
      sampleContract({ group: 'Spechten', careType: 'VSO', days: { thu: morning } }),
      sampleContract({ group: 'Uilen', careType: 'NSO', days: { thu: afternoon } }),
    )
    const settings = creditOf(
      'reported:\n  - { when: { careTypes: [VSO] }, is: before 18:30 the day before }\n  - is: before 09:00',
    )
    const ask = { ...thursday, child: 'Daan' }
    const verdict = verdictBy(settings, ask, '2026-03-05 06:00', sampleWorld({ children: [daan] }))
    expect(verdict).toMatchObject({ consequences: { earns: [{ careType: 'NSO' }] } })
  })

  test('in a school holiday judges a day by the period in which it lies', () => {
    const location = sampleLocation({
      schoolHolidays: [{ from: '2026-03-02', until: '2026-03-05', name: 'Voorjaar' }],
    })
    const settings = creditOf(
      'reported:\n  - { when: { period: school-holidays }, is: 2 weeks before }\n  - is: before 09:00',
    )
    const world = sampleWorld({ location })
    const nextMonday = { ...thursday, date: '2026-03-09' } as const
    expect(brokenIn(verdictBy(settings, thursday, '2026-03-02 06:00', world))).toEqual([
      'credit.reported-in-time',
    ])
    expect(brokenIn(verdictBy(settings, nextMonday, '2026-03-02 06:00', world))).toEqual([])
  })
})
