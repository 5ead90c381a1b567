import { expect, test } from 'vitest'
import { blamesAddress } from './address-fault.ts'

test.each([
  'there is no e-mail address',
  'mail to this address came back',
  'came back: 5.1.1',
  'mail server mx.example:25 refused the mail: 550 5.1.1',
])('"%s" is the fault of the address', (reason) => {
  expect(blamesAddress(reason)).toBe(true)
})

test.each([
  null,
  'came back: 5.7.1',
  'came back: 4.4.7',
  'came back: without a status',
  'mail server mx.example:25 refused the mail: 552 5.3.4',
  'mail server mx.example:25 refused the mail: 550',
  'given up after two days: mail server mx.example:25 refused the mail: 450 4.2.0',
])('"%s" is not', (reason) => {
  expect(blamesAddress(reason)).toBe(false)
})
