import { expect, test } from 'vitest'
import { blamesMailbox } from './blame.ts'

test.each(['5.1.1', '5.1.10', '5.2.1', '5.4.4', '5.0.0'])('%s is the fault of the address', (status) => {
  expect(blamesMailbox(status)).toBe(true)
})

test.each([
  '5.2.2',
  '5.4.5',
  '5.4.7',
  '5.4.0',
  '5.7.1',
  '5.7.26',
  '5.3.4',
  '5.6.0',
  '5.2.3',
  '4.4.7',
  '4.2.2',
  undefined,
])('%s is not the fault of the address', (status) => {
  expect(blamesMailbox(status)).toBe(false)
})

test.each(['5.2.30', '5.2.20'])('%s is no other status that begins so', (status) => {
  expect(blamesMailbox(status)).toBe(true)
})
