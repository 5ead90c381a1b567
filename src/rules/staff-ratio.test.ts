import { describe, expect, test } from 'vitest'
import { groupMost, requiredStaff } from './staff-ratio.ts'

const today = '2026-03-02'
const dayCare = (...ages: number[]) => requiredStaff('KDV', today, ages)

/** Children aged 0 to 3 of whom there are as many as a cell of the table allows, then one more. */
const CELLS: readonly [row: string, staff: number, most: readonly number[], over: readonly number[]][] = [
  ['0-1', 1, [3], [4]],
  ['0-1', 2, [6], [7]],
  ['0-1', 3, [9], [10]],
  ['1-2', 1, [0, 5], [0, 6]],
  ['1-2', 2, [0, 10], [0, 11]],
  ['1-2', 3, [0, 15], [0, 16]],
  ['2-3', 1, [0, 0, 8], [0, 0, 9]],
  ['3-4', 1, [0, 0, 0, 8], [0, 0, 0, 9]],
  ['0-2', 1, [1, 3], [1, 4]],
  ['0-2', 2, [1, 7], [1, 8]],
  ['0-2', 3, [3, 11], [3, 12]],
  ['0-3', 1, [1, 2, 2], [1, 2, 3]],
  ['0-3', 2, [1, 2, 7], [1, 2, 8]],
  ['0-3', 3, [3, 1, 11], [3, 1, 12]],
  ['0-4', 1, [1, 1, 2, 1], [1, 1, 2, 2]],
  ['0-4', 2, [1, 0, 5, 6], [1, 0, 5, 7]],
  ['0-4', 3, [3, 0, 5, 8], [4, 0, 5, 7]],
  ['1-3', 1, [0, 3, 3], [0, 3, 4]],
  ['1-3', 2, [0, 6, 5], [0, 6, 6]],
  ['1-4', 1, [0, 3, 2, 2], [0, 3, 2, 3]],
  ['1-4', 2, [0, 6, 3, 4], [0, 6, 3, 5]],
  ['2-4', 1, [0, 0, 4, 4], [0, 0, 4, 5]],
]

/** Cells in which the law ends: with one child more no number of staff will do. */
const LAST_CELLS: readonly [row: string, staff: number, most: readonly number[], over: readonly number[]][] =
  [
    ['0-1', 4, [12], [13]],
    ['1-2', 4, [0, 16], [0, 17]],
    ['2-3', 2, [0, 0, 16], [0, 0, 17]],
    ['3-4', 2, [0, 0, 0, 16], [0, 0, 0, 17]],
    ['0-2', 4, [8, 8], [9, 7]],
    ['0-3', 4, [8, 4, 4], [9, 4, 3]],
    ['0-4', 4, [8, 3, 3, 2], [9, 3, 2, 2]],
    ['1-3', 3, [0, 8, 8], [0, 8, 9]],
    ['1-4', 3, [0, 6, 6, 4], [0, 6, 6, 5]],
    ['2-4', 2, [0, 0, 8, 8], [0, 0, 8, 9]],
  ]

describe('staff in day care', () => {
  test.each([
    [[3, 5, 8, 0], 4],
    [[4, 0, 0, 12], 4],
    [[0, 4, 4, 7], 3],
    [[2, 0, 1, 2], 2],
    [[2, 2, 0, 1], 2],
    [[0, 1, 11, 1], 3],
  ])('the check value %j takes %i', (ages, staff) => {
    expect(dayCare(...ages)).toBe(staff)
  })

  test.each(CELLS)('row %s: %i are enough for %j and not for %j', (_, staff, most, over) => {
    expect(dayCare(...most)).toBe(staff)
    expect(dayCare(...over)).toBeGreaterThan(staff)
  })

  test.each(LAST_CELLS)('row %s: %i are enough for %j, and nobody for %j', (_, staff, most, over) => {
    expect(dayCare(...most)).toBe(staff)
    expect(dayCare(...over)).toBeUndefined()
  })

  test.each([
    ['0-3', [5, 0, 9], 4],
    ['0-3', [4, 1, 9], 3],
    ['0-4', [6, 0, 0, 9], 4],
    ['0-4', [5, 0, 1, 9], 3],
  ])('row %s: with %j the children under one decide', (_, ages, staff) => {
    expect(dayCare(...ages)).toBe(staff)
  })

  test('an empty group takes nobody', () => {
    expect(dayCare()).toBe(0)
  })

  test('a child that has turned four counts as three', () => {
    expect(dayCare(0, 0, 0, 7, 1)).toBe(1)
    expect(dayCare(0, 0, 0, 7, 2)).toBe(2)
  })
})

describe('staff in after-school care', () => {
  const ages = (under7: number, from7: number) => [0, 0, 0, 0, under7, 0, 0, from7]

  test.each([
    [10, 0, 1],
    [11, 0, 2],
    [0, 12, 1],
    [0, 13, 2],
    [5, 6, 1],
    [5, 7, 2],
    [20, 0, 2],
    [10, 12, 2],
    [20, 10, 3],
  ])('since July 2024 %i under seven and %i older take %i', (under7, from7, staff) => {
    expect(requiredStaff('BSO', '2024-07-01', ages(under7, from7))).toBe(staff)
  })

  test.each([
    [10, 0, 1],
    [20, 0, 2],
    [21, 0, undefined],
    [0, 12, 1],
    [0, 24, 2],
    [0, 30, 3],
    [0, 31, undefined],
    [9, 2, 1],
    [10, 1, 2],
    [18, 4, 2],
    [19, 3, undefined],
  ])('until June 2024 %i under seven and %i older take %s', (under7, from7, staff) => {
    expect(requiredStaff('BSO', '2024-06-30', ages(under7, from7))).toBe(staff)
  })

  test('a group has at most thirty children, in day care sixteen', () => {
    expect([groupMost('NSO', today), groupMost('KDV', today)]).toEqual([30, 16])
  })
})
