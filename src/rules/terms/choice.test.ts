import { describe, expect, test } from 'vitest'
import type { Ask } from '../ask.ts'
import { sampleAsking, sampleChild, sampleContract, sampleLocation } from '../test-world.ts'
import { always, type Circumstances, choose, fits, type Situation } from './choice.ts'

const absence: Ask = { kind: 'absence', child: 'Femke', date: '2026-03-05' }
const location = sampleLocation({
  schoolHolidays: [{ from: '2026-03-02', until: '2026-03-06', name: 'Voorjaar' }],
})
const usual: Circumstances = {
  asking: sampleAsking('2026-03-01 10:00', absence),
  child: sampleChild('Femke'),
  date: '2026-03-05',
  careType: 'KDV',
  contract: sampleContract(),
  location,
  hours: [{ from: '07:30', until: '18:30' }],
}

function isFit(when: Situation, changes: Partial<Circumstances> = {}): boolean {
  return fits(when, { ...usual, ...changes })
}

const asked = (ask: Ask) => ({ asking: sampleAsking('2026-03-01 10:00', ask) })

describe('a situation', () => {
  test.each<readonly [string, Situation, Partial<Circumstances>, Partial<Circumstances>]>([
    ['a kind of ask', { asks: ['absence', 'swap'] }, {}, asked({ ...absence, kind: 'extra' } as Ask)],
    ['who asks', { by: 'staff' }, { asking: { ask: absence, by: 'staff' } }, {}],
    ['a child that is sick', { sick: true }, asked({ ...absence, sick: true }), {}],
    [
      'a child that is not',
      { sick: false },
      asked({ ...absence, sick: false }),
      asked({ ...absence, sick: true }),
    ],
    ['a care type', { careTypes: ['VSO', 'KDV'] }, {}, { careType: 'peuter' }],
    ['after-school care by either name', { careTypes: ['BSO'] }, { careType: 'NSO' }, { careType: 'TSO' }],
    ['no care type that nobody knows', { careTypes: ['KDV'] }, {}, { careType: undefined }],
    [
      'the first day of a school holiday',
      { period: 'school-holidays' },
      { date: '2026-03-02' },
      { date: '2026-03-01' },
    ],
    [
      'the last day of a school holiday',
      { period: 'school-holidays' },
      { date: '2026-03-06' },
      { date: '2026-03-07' },
    ],
    ['a school week', { period: 'school-weeks' }, { date: '2026-03-09' }, { date: '2026-03-04' }],
    [
      'no period where no location is known',
      { period: 'school-weeks' },
      { date: '2026-03-09' },
      { location: undefined },
    ],
    ['weeks a year', { weeks: [46, 52] }, {}, { contract: sampleContract({ weeks: 40 }) }],
    ['no weeks where no contract is known', { weeks: [52] }, {}, { contract: undefined }],
    ['a kind of contract', { contract: 'fixed' }, {}, { contract: sampleContract({ kind: 'flexible' }) }],
    ['no kind where no contract is known', { contract: 'fixed' }, {}, { contract: undefined }],
    ['the first of some dates', { dates: { from: '03-05', until: '03-06' } }, {}, { date: '2026-03-04' }],
    ['the last of some dates', { dates: { from: '03-01', until: '03-05' } }, {}, { date: '2026-03-06' }],
    [
      'dates into the next year',
      { dates: { from: '12-25', until: '01-02' } },
      { date: '2027-01-02' },
      { date: '2027-01-03' },
    ],
    [
      'dates from the old year',
      { dates: { from: '12-25', until: '01-02' } },
      { date: '2026-12-25' },
      { date: '2026-12-24' },
    ],
    [
      'a leap day',
      { dates: { from: '02-29', until: '02-29' } },
      { date: '2028-02-29' },
      { date: '2028-03-01' },
    ],
    ['care across a time', { across: '13:00' }, {}, { hours: [{ from: '13:00', until: '18:30' }] }],
    [
      'no care that ends at that time',
      { across: '13:00' },
      {},
      { hours: [{ from: '07:30', until: '13:00' }] },
    ],
    ['care that is long enough', { atLeast: 660 }, {}, { hours: [{ from: '07:30', until: '18:29' }] }],
    ['all parts together', { by: 'guardian', careTypes: ['KDV'] }, {}, { careType: 'VSO' }],
  ])('fits %s', (_, when, fitting, other) => {
    expect([isFit(when, fitting), isFit(when, other)]).toEqual([true, false])
  })

  test('adds up the hours of a day', () => {
    const hours = [
      { from: '07:00', until: '08:30' },
      { from: '14:30', until: '18:30' },
    ] as const
    expect([isFit({ atLeast: 330 }, { hours }), isFit({ atLeast: 331 }, { hours })]).toEqual([true, false])
    expect(isFit({ across: '13:00' }, { hours })).toBe(true)
  })

  test('without a part fits all', () => {
    expect(isFit({}, { careType: undefined, contract: undefined, location: undefined, hours: [] })).toBe(true)
  })
})

describe('a contract that starts late', () => {
  const startsFrom = '07-01'
  const childFrom = (...contracts: readonly Parameters<typeof sampleContract>[0][]) =>
    sampleChild('Femke', ...contracts.map((changes) => sampleContract(changes)))

  test.each([
    ['on that day', [{ from: '2026-07-01' }], true],
    ['a day before', [{ from: '2026-06-30' }], false],
    ['in an earlier year', [{ from: '2025-09-01' }], false],
    ['as the second of all', [{ from: '2026-09-01' }, { from: '2025-09-01', until: '2026-06-30' }], false],
    ['as the first of all care', [{ from: '2026-09-01' }, { from: '2026-10-01', careType: 'VSO' }], true],
  ] as const)('%s: %j', (_, contracts, expected) => {
    expect(isFit({ startsFrom }, { child: childFrom(...contracts), date: '2026-11-01' })).toBe(expected)
  })

  test('is none of a child that never had one', () => {
    const child = { ...sampleChild('Femke'), contracts: [] }
    expect(isFit({ startsFrom }, { child })).toBe(false)
  })
})

describe('a choice', () => {
  test('takes the first that fits', () => {
    const choice = [
      { when: { careTypes: ['VSO'] }, is: 1 },
      { when: { by: 'guardian' }, is: 2 },
      { when: {}, is: 3 },
    ] as const
    expect([choose(choice, usual), choose(choice, { ...usual, careType: 'VSO' })]).toEqual([2, 1])
  })

  test('is not set where none fits, and everywhere where it is the same for all', () => {
    expect(choose([{ when: { by: 'staff' }, is: 1 }], usual)).toBeUndefined()
    expect(choose(always(7), usual)).toBe(7)
  })
})
