import { describe, expect, test } from 'vitest'
import { complaintOf, readBy } from '../test-grammar.ts'
import { window } from './window.ts'

const length = (count: number, unit: string) => ({ count, unit })

describe('a window', () => {
  const counted = (count: number, unit: string, side: string, of: string) => ({
    kind: 'length',
    length: length(count, unit),
    side,
    of,
  })

  test.each<readonly [unknown, unknown]>([
    [{ until: '30 days after the absence' }, { from: [], until: [counted(30, 'days', 'after', 'absence')] }],
    [
      { from: '1 month before the given day' },
      { from: [counted(1, 'months', 'before', 'absence')], until: [] },
    ],
    [
      { from: 'the absence', until: 'the report' },
      { from: [counted(0, 'days', 'after', 'absence')], until: [counted(0, 'days', 'after', 'report')] },
    ],
    [
      { from: 'start of the week', until: 'end of the month' },
      {
        from: [{ kind: 'period', period: 'week', monthsLater: 0 }],
        until: [{ kind: 'period', period: 'month', monthsLater: 0 }],
      },
    ],
    [
      { until: '3 months after the end of the year' },
      { from: [], until: [{ kind: 'period', period: 'year', monthsLater: 3 }] },
    ],
    [
      { from: 'start of the contract', until: ['end of the contract year', 'end of the contract'] },
      { from: [{ kind: 'contract' }], until: [{ kind: 'contract-year' }, { kind: 'contract' }] },
    ],
  ])('%j is read', (value, expected) => {
    expect(readBy(window, value)).toEqual(expected)
  })

  test.each<readonly [unknown]>([
    [{ until: '30 days' }],
    [{ until: '30 hours after the absence' }],
    [{ until: '30 days after the request' }],
    [{ until: 'start of the year' }],
    [{ from: 'end of the year' }],
    [{ from: '3 months after the start of the year' }],
    [{ until: '3 months after the end of the contract' }],
    [{ until: 'end of the day' }],
  ])('%j is none', (value) => {
    expect(complaintOf(window, value)).toMatch(/^expected a day like `28 days before the absence`/)
  })

  test('without an end is none, and an unknown key is named', () => {
    expect(complaintOf(window, {})).toBe('expected `from`, `until` or both')
    expect(complaintOf(window, { til: 'end of the year' })).toContain('til')
  })
})
