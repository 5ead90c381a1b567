import { expect, test } from 'vitest'
import { isDiaryYear } from './diary.ts'

test.each([
  ['2025-03-02', '2025-03-02', true],
  ['2025-03-02', '2026-03-02', true],
  ['2025-03-02', '2026-03-03', false],
  ['2024-02-29', '2025-02-28', true],
  ['2024-02-29', '2025-03-01', false],
] as const)('of a child born on %s the diary is kept on %s: %s', (born, on, kept) => {
  expect(isDiaryYear(born, on)).toBe(kept)
})
