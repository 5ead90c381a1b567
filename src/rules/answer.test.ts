import { describe, expect, test } from 'vitest'
import { answerDue, answerOverdue } from './answer.ts'
import { sampleLocation, samplePolicy } from './test-world.ts'

const location = sampleLocation({
  closures: [
    { date: '2026-03-17', name: 'Studiedag' },
    { date: '2026-03-24', name: 'Schoonmaak', from: '12:00' },
  ],
})

describe('the answer to a request', () => {
  test.each([
    ['of Monday', '2026-03-02', '2026-03-04'],
    ['of Friday', '2026-03-06', '2026-03-10'],
    ['of Saturday', '2026-03-07', '2026-03-10'],
    ['of Sunday', '2026-03-08', '2026-03-10'],
    ['of before a whole-day closure', '2026-03-16', '2026-03-19'],
    ['of before a part-day closure', '2026-03-23', '2026-03-25'],
    ['of before Easter', '2026-04-02', '2026-04-07'],
    ['of the last working day of the year', '2026-12-31', '2027-01-05'],
  ] as const)('%s is due at the end of the second working day after', (_, askedOn, due) => {
    expect(answerDue(askedOn, location, samplePolicy)).toBe(due)
  })

  test('of Friday is overdue from Wednesday on', () => {
    expect(answerOverdue('2026-03-06', '2026-03-10', location, samplePolicy)).toBe(false)
    expect(answerOverdue('2026-03-06', '2026-03-11', location, samplePolicy)).toBe(true)
  })
})
