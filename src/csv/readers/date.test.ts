import { expect, test } from 'vitest'
import { birthDate, parseDate } from './date.ts'

test.each([
  ['03-04-2024', '2024-04-03'],
  ['3-4-2024', '2024-04-03'],
  ['03-4-2024', '2024-04-03'],
  ['2024-04-03', '2024-04-03'],
  ['29-02-2024', '2024-02-29'],
])('%s is %s', (text, day) => expect(parseDate(text)).toBe(day))

test.each([
  '31-02-2024',
  '29-02-2023',
  '00-01-2024',
  '01-13-2024',
  '2024-02-30',
  '2024-4-3',
  '03-04-24',
  '03-04-0024',
  '03/04/2024',
  '03.04.2024',
  '20240403',
  '3 april 2024',
  '03-04-2024 00:00',
  '٠٣-٠٤-٢٠٢٤',
])('%s is no date', (text) => expect(parseDate(text)).toBeUndefined())

test.each([
  ['2026-11-23', '23-11-2026', true],
  ['2026-11-23', '24-11-2026', false],
  ['2026-11-23', '23-11-2013', true],
  ['2026-11-23', '22-11-2013', false],
  ['2028-02-29', '28-02-2015', true],
  ['2028-02-29', '27-02-2015', false],
] as const)('on %s a child may be born on %s: %s', (today, born, right) => {
  const outcome = birthDate(born, today)
  expect('value' in outcome ? 'right' : outcome.fault).toBe(right ? 'right' : 'birth-date-out-of-range')
})
