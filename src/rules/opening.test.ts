import { describe, expect, test } from 'vitest'
import { isOpen, openParts, whatCloses } from './opening.ts'
import { sampleLocation, samplePolicy } from './test-world.ts'

const location = sampleLocation({
  closures: [
    { date: '2026-03-18', name: 'Studiedag' },
    { date: '2026-12-24', name: 'Kerstavond', from: '15:00' },
    { date: '2026-03-19', name: 'Schoonmaak', until: '09:00' },
  ],
})
const allDay = { from: '07:30', until: '18:30' } as const

describe('opening', () => {
  test('a location is open from Monday to Friday', () => {
    expect(isOpen('2026-03-06', location, samplePolicy)).toBe(true)
    expect(whatCloses('2026-03-07', undefined, location, samplePolicy)).toEqual({ closedBy: 'weekend' })
  })

  test('a closure from 15:00 cuts off the care after it', () => {
    expect(openParts(allDay, '2026-12-24', location, samplePolicy)).toEqual([
      { from: '07:30', until: '15:00' },
    ])
  })

  test('a closure until 09:00 cuts off the care before it', () => {
    expect(openParts(allDay, '2026-03-19', location, samplePolicy)).toEqual([
      { from: '09:00', until: '18:30' },
    ])
  })

  test('a closure for a part of the day closes care that falls in it altogether', () => {
    const afternoon = { from: '15:00', until: '18:30' } as const
    expect(whatCloses('2026-12-24', afternoon, location, samplePolicy)).toEqual({
      closedBy: 'closure',
      name: 'Kerstavond',
    })
    expect(whatCloses('2026-12-24', allDay, location, samplePolicy)).toBeUndefined()
  })

  test('a day that is closed as a whole has no open hours', () => {
    expect(openParts(allDay, '2026-03-18', location, samplePolicy)).toEqual([])
  })
})
