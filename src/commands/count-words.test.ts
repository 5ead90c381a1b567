import { expect, test } from 'vitest'
import { countsInWords } from './count-words.ts'

test('counts are told in words, and those that are none left out', () => {
  expect(countsInWords({ guardians: 12, due: 0, notYet: 3, noAddress: 1, bounced: 2 })).toBe(
    '12 guardians, 3 not due yet, 1 without an address, 2 bounced',
  )
})

test('one is told as one', () => {
  expect(countsInWords({ messages: 1, addressesMarked: 1, notOurs: 1 })).toBe(
    '1 message, 1 address marked, 1 not ours',
  )
})

test('when there is nothing, the first says so', () => {
  expect(countsInWords({ guardians: 0, children: 0 })).toBe('0 guardians')
})
