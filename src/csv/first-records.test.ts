import { expect, test } from 'vitest'
import { openFirstRecords } from './first-records.ts'

test('of many keys, some of which come again, each repeat is told the first record with its key', () => {
  const keys = Array.from({ length: 30_000 }, (_, record) => `key ${record % 20_000}`)
  const first = openFirstRecords((record) => keys[record])
  const told = keys.map((key, record) => first.claim(key, record))
  expect(told.slice(0, 20_000).every((earlier) => earlier === undefined)).toBe(true)
  expect(told.slice(20_000)).toEqual(Array.from({ length: 10_000 }, (_, record) => record))
})

test('keys that fall on one place are told apart by reading them again', () => {
  // Found by trying: both have one hash.
  const keys = ['K47199', 'K1168204', 'K47199']
  const first = openFirstRecords((record) => keys[record])
  expect(keys.map((key, record) => first.claim(key, record))).toEqual([undefined, undefined, 0])
})
