import { describe, expect, test } from 'vitest'
import { activationDueOn, firstCareDay } from './activation.ts'
import { sampleChild, sampleContract, sampleLocation, samplePolicy, sampleWorld } from './test-world.ts'

describe('activation', () => {
  test('looks to the first day with care, not to the first day of the contract', () => {
    const child = sampleChild('Femke', sampleContract({ from: '2026-03-03' }))
    expect(firstCareDay(child, sampleWorld({ children: [child] }), samplePolicy)).toBe('2026-03-05')
  })

  test('skips days on which the location is closed', () => {
    const location = sampleLocation({ closures: [{ date: '2026-03-05', name: 'Studiedag' }] })
    const child = sampleChild('Femke', sampleContract({ from: '2026-03-03' }))
    expect(firstCareDay(child, sampleWorld({ location, children: [child] }), samplePolicy)).toBe('2026-03-09')
  })

  test('takes the earliest day over all contracts', () => {
    const later = sampleContract({ from: '2026-04-01' })
    const child = sampleChild('Femke', later, sampleContract({ from: '2026-03-02', until: '2026-03-31' }))
    expect(firstCareDay(child, sampleWorld({ children: [child] }), samplePolicy)).toBe('2026-03-02')
  })

  test('finds no first day when the contract has no weekdays', () => {
    const child = sampleChild('Femke', sampleContract({ days: {} }))
    expect(firstCareDay(child, sampleWorld({ children: [child] }), samplePolicy)).toBeUndefined()
  })

  test('is due fourteen days before', () => {
    expect(activationDueOn('2026-03-09', samplePolicy)).toBe('2026-02-23')
  })
})
