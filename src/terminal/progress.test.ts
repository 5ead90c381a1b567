import { expect, test } from 'vitest'
import { pace } from './progress.ts'

test('at first only what is done is told', () => {
  expect(pace({ done: 50, total: 1000 }, 100)).toBe('50/1000')
  expect(pace({ done: 0, total: 1000 }, 5_000)).toBe('0/1000')
})

test('after a moment how fast it goes, and how long it will take', () => {
  expect(pace({ done: 250, total: 1000 }, 1_000)).toBe('250/1000, 250 a second, 3 s left')
  expect(pace({ done: 10, total: 1000 }, 1_000)).toBe('10/1000, 10 a second, 1 min 39 s left')
  expect(pace({ done: 1000, total: 1000 }, 4_000)).toBe('1000/1000, 250 a second, 0 s left')
})
