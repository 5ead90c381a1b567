import { describe, expect, test } from 'vitest'
import { record } from '../../rules/record.ts'
import { sampleAsking, sampleChild, sampleContract, sampleWorld } from '../../rules/test-world.ts'
import type { IsoDate } from '../../rules/time.ts'
import { brokenIn, creditOf, followsFrom, policyOf, verdictBy } from '../test-policy.ts'

const hours = { from: '07:30', until: '18:30' } as const
const contract = sampleContract({ until: '2026-06-30', days: { mon: hours, thu: hours, fri: hours } })
const world = sampleWorld({ children: [sampleChild('Femke', contract)] })

function daysOfUse(settings: string, date: IsoDate = '2026-03-05', at = '2026-03-02 06:00', where = world) {
  const [credit] = followsFrom(
    verdictBy(settings, { kind: 'absence', child: 'Femke', date }, at, where),
  ).earns
  return [credit?.usableFrom, credit?.expiresOn]
}

describe('credit of Thursday 5 March, reported on Monday 2 March, can be used', () => {
  test.each([
    ['{ until: 30 days after the absence }', '2026-03-02', '2026-04-04'],
    ['{ until: 2 months after the absence }', '2026-03-02', '2026-05-05'],
    ['{ until: 30 days after the report }', '2026-03-02', '2026-04-01'],
    ['{ from: the absence, until: 1 week after the absence }', '2026-03-05', '2026-03-12'],
    ['{ from: 28 days before the absence, until: 28 days after the absence }', '2026-02-05', '2026-04-02'],
    ['{ from: 1 month before the absence, until: 2 months after the absence }', '2026-02-05', '2026-05-05'],
    ['{ from: 90 days before the absence, until: 90 days after the absence }', '2025-12-05', '2026-06-03'],
    ['{ from: 7 days before the absence, until: 3 months after the absence }', '2026-02-26', '2026-06-05'],
    ['{ from: 15 days before the absence, until: 15 days after the absence }', '2026-02-18', '2026-03-20'],
    ['{ from: start of the year, until: end of the year }', '2026-01-01', '2026-12-31'],
    ['{ from: start of the month, until: 3 months after the end of the month }', '2026-03-01', '2026-06-30'],
    ['{ from: start of the week, until: end of the week }', '2026-03-02', '2026-03-08'],
    ['{ from: start of the contract year, until: end of the contract year }', '2025-09-01', '2026-08-31'],
    ['{ from: start of the contract, until: end of the contract }', '2025-09-01', '2026-06-30'],
    ['{ until: [6 months after the absence, end of the contract] }', '2026-03-02', '2026-06-30'],
    ['{ until: [3 months after the absence, end of the contract] }', '2026-03-02', '2026-06-05'],
    ['{ from: [start of the month, 10 days before the absence] }', '2026-03-01', undefined],
  ])('where it is valid %s, from %s to %s', (window, from, until) => {
    expect(daysOfUse(creditOf(`valid: ${window}`))).toEqual([from, until])
  })

  test('for ever where nothing is said', () => {
    expect(daysOfUse(creditOf('least: hours'))).toEqual(['2026-03-02', undefined])
  })
})

test('credit of the Christmas days can be used in the first quarter too, other credit in its own year', () => {
  const open = sampleWorld({
    children: [sampleChild('Femke', sampleContract({ days: { thu: hours, fri: hours } }))],
  })
  const settings = creditOf(`publicHolidays: when-reported
valid:
  - { when: { dates: { from: 12-25, until: 12-26 } }, is: { until: 3 months after the end of the year } }
  - is: { until: end of the year }`)
  const policy = `publicHolidays: [christmas-day]\n${settings}`
  expect(daysOfUse(policy, '2026-12-25', undefined, open)[1]).toBe('2027-03-31')
  expect(daysOfUse(policy, '2026-12-24', undefined, open)[1]).toBe('2026-12-31')
})

test('the last day on which a day can be asked with credit may be counted from the absent day, whatever day is wanted', () => {
  const policy = policyOf(`${creditOf('asked: { until: 4 weeks after the absence }')}\ncreditDay: {}`)
  const absence = { kind: 'absence', child: 'Femke', date: '2026-03-05' } as const
  const earned = record(world, sampleAsking('2026-03-02 06:00', absence), policy)
  const wanted = { kind: 'credit-day', child: 'Femke', date: '2026-05-12' } as const
  expect(brokenIn(verdictBy(policy, wanted, '2026-04-02 23:59', earned))).toEqual([])
  expect(brokenIn(verdictBy(policy, wanted, '2026-04-03 00:00', earned))).toEqual(['credit.asked-in-time'])
})
