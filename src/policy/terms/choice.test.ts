import { describe, expect, test } from 'vitest'
import { complaintOf, readBy } from '../test-grammar.ts'
import { choiceOf, situation } from './choice.ts'
import { deadline } from './deadline.ts'

const length = (count: number, unit: string) => ({ count, unit })

describe('a setting', () => {
  const setting = choiceOf(deadline)

  test('is the same for all, or depends on circumstances', () => {
    const is = { kind: 'clock', time: '07:30', before: length(0, 'days') }
    expect(readBy(setting, 'before 07:30')).toEqual([{ when: {}, is }])
    expect(readBy(setting, [{ when: { by: 'staff' }, is: 'before 07:30' }])).toEqual([
      { when: { by: 'staff' }, is },
    ])
    expect(readBy(setting, undefined)).toEqual([])
  })

  test('that is an empty list is none', () => {
    expect(complaintOf(setting, [])).toBe('expected at least one setting')
  })

  test.each<readonly [unknown]>([
    [{}],
    [{ careTypes: [] }],
    [{ careTypes: ['kdv'] }],
    [{ weeks: [0] }],
    [{ weeks: [54] }],
    [{ dates: { from: '02-30', until: '03-01' } }],
    [{ dates: { from: '01-01', until: '04-31' } }],
    [{ dates: { from: '01-01', until: '13-01' } }],
    [{ dates: { from: '1-1', until: '2-1' } }],
    [{ dates: { from: '12-25' } }],
    [{ across: '13' }],
    [{ atLeast: '8' }],
    [{ startsFrom: '2026-07-01' }],
    [{ sick: 'yes' }],
    [{ weekday: 'mon' }],
  ])('%j is no circumstance', (when) => {
    expect(complaintOf(situation, when)).toBeDefined()
  })

  test('knows every circumstance that the rules know', () => {
    const when = {
      asks: ['absence'],
      by: 'guardian',
      sick: true,
      careTypes: ['KDV'],
      period: 'school-weeks',
      weeks: [40],
      contract: 'flexible',
      dates: { from: '12-25', until: '01-02' },
      startsFrom: '07-01',
      across: '13:00',
      atLeast: '7.5 hours',
    }
    expect(readBy(situation, when)).toEqual({ ...when, atLeast: 450 })
  })
})
