import { expect, test } from 'vitest'
import { parsers } from './types.ts'

const NUMERIC = 1700
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
