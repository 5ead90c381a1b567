import { expect, test } from 'vitest'
import { printable } from './printable.ts'

test('what a terminal would obey is shown and not sent', () => {
  expect(printable('\u001b[31mrood\u0007\u009b2J\u007f\r\n')).toBe('␛[31mrood␇\ufffd2J␡␍␊')
  expect(printable('\u202eabc')).toBe('\ufffdabc')
})

test('letters of any script stay as they are', () => {
  expect(printable('Zoë 👶 محمد "x"')).toBe('Zoë 👶 محمد "x"')
})
