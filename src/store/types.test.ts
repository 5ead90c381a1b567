import { expect, test } from 'vitest'
import { parsers } from './types.ts'

const NUMERIC = 1700
const INT4_LIST = 1007
const amount = (text: string) => parsers[NUMERIC]?.(text)

test.each([
  ['660.000000', 660],
  ['0.000001', 0.000001],
  ['-999999.999999', -999999.999999],
  ['0', 0],
])('an amount of %s is read exactly', (text, number) => {
  expect(amount(text)).toBe(number)
})

test('an amount that a number can not hold is an error', () => {
  expect(() => amount('1234567890123.456')).toThrow('too many digits')
})

test.each([
  ['{}', []],
  ['{7}', [7]],
  ['{1,-2,NULL,2147483647}', [1, -2, null, 2_147_483_647]],
])('a list of ids %s is read as numbers', (text, numbers) => {
  expect(parsers[INT4_LIST]?.(text)).toEqual(numbers)
})

test('a list of lists is an error', () => {
  expect(() => parsers[INT4_LIST]?.('{{1,2},{3,4}}')).toThrow('exact number')
})
