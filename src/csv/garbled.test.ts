import { expect, test } from 'vitest'
import { garbledLineIn } from './garbled.ts'

test('letters of UTF-8 in a file of Windows-1252 are found, with their line', () => {
  expect(garbledLineIn(Buffer.from('roepnaam\r\nRenée\r\nZo\u00c3\u00ab\r\n'))).toBe(3)
})

test.each(['Zoë', 'São João', 'Ångström', 'MÃE', 'Ã', 'Â©', ''])('%j is no such text', (text) =>
  expect(garbledLineIn(Buffer.from(text))).toBeUndefined(),
)
