import { describe, expect, test } from 'vitest'
import { memoryRow, speedRow } from './rows.ts'

const copy = { name: 'copy', packages: 'postgresql-client', seconds: 2 }
const other = { name: 'other', packages: 'other-tool', seconds: 10 }

describe('a row on speed', () => {
  test('has the ratio of ours to each peer', () => {
    const { peers } = speedRow('an import', 5, [copy, other], 4)
    expect(peers).toEqual([
      { name: 'copy', value: 2, ratio: 2.5 },
      { name: 'other', value: 10, ratio: 0.5 },
    ])
  })

  test('holds up to so many times the first peer', () => {
    expect(speedRow('an import', 8, [copy, other], 4).holds).toBe(true)
    expect(speedRow('an import', 8.1, [copy, other], 4).holds).toBe(false)
  })

  test('does not hold when another peer is faster', () => {
    expect(speedRow('an import', 8, [copy, { ...other, seconds: 7.9 }], 4).holds).toBe(false)
  })

  test('names a peer that is not installed with the packages that bring it, and misses nothing by it', () => {
    const { peers, holds } = speedRow('an import', 5, [copy, { ...other, seconds: null }], 4)
    expect(JSON.parse(JSON.stringify(peers[1]))).toEqual({
      name: 'other',
      value: null,
      ratio: null,
      skipped: 'needs other-tool',
    })
    expect(holds).toBe(true)
  })
})

describe('a row on memory', () => {
  test.each([
    ['holds when all stay low and the largest file takes little more', [180, 200], 260, true],
    ['does not hold when memory grows with the file', [180, 200], 280, false],
    ['does not hold when the largest file takes too much', [220, 250], 300, false],
    ['does not hold when a smaller file takes too much', [310, 200], 250, false],
  ])('%s', (_, [small = 0, middle = 0], large, holds) => {
    const smaller = [
      { rows: 10_000, megabytes: small },
      { rows: 100_000, megabytes: middle },
    ]
    expect(memoryRow(smaller, { rows: 500_000, megabytes: large }).holds).toBe(holds)
  })

  test('sets the largest file beside each of the smaller', () => {
    const row = memoryRow([{ rows: 10_000, megabytes: 100 }], { rows: 500_000, megabytes: 120 })
    expect(row.what).toBe('peak memory with 500,000 rows')
    expect(row.peers).toEqual([{ name: '10,000 rows', value: 100, ratio: 1.2 }])
  })
})
