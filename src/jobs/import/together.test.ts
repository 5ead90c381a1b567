import fc from 'fast-check'
import { expect, test } from 'vitest'
import { batchesOf } from './together.ts'

const NO_TIES = { records: [], earlier: [] }

test('records are cut into batches in their order', () => {
  const records = Array.from({ length: 4_500 }, (_, record) => record)
  expect(batchesOf(records, NO_TIES).map(({ length }) => length)).toEqual([2_000, 2_000, 500])
  expect(batchesOf(records, NO_TIES).flat()).toEqual(records)
})

test('no records are no batches', () => {
  expect(batchesOf([], NO_TIES)).toEqual([])
})

test('a record that was set aside comes along with one that it is tied to', () => {
  expect(batchesOf([5], { records: [5], earlier: [2] })).toEqual([[2, 5]])
})

test('whatever the ties, each record is in one batch, with all that it is tied to, also by way of others', () => {
  const record = fc.integer({ min: 0, max: 9_000 })
  const ties = fc.array(fc.tuple(record, record), { maxLength: 40 })
  fc.assert(
    fc.property(fc.uniqueArray(record, { minLength: 1, maxLength: 60 }), ties, (records, pairs) => {
      const filler = Array.from({ length: 3_000 }, (_, at) => 10_000 + at)
      const rising = pairs.map(([one, other]) => [Math.max(one, other), Math.min(one, other)] as const)
      const batches = batchesOf([...records, ...filler], {
        records: rising.map(([later]) => later),
        earlier: rising.map(([, earlier]) => earlier),
      })
      const all = batches.flat()
      expect(new Set(all).size).toBe(all.length)
      expect(new Set(all)).toEqual(new Set([...records, ...filler, ...pairs.flat()]))
      const batchOf = new Map(batches.flatMap((batch, at) => batch.map((one) => [one, at] as const)))
      for (const [one, other] of pairs) expect(batchOf.get(one)).toBe(batchOf.get(other))
      for (const batch of batches) expect(batch).toEqual(batch.toSorted((one, other) => one - other))
    }),
  )
})
