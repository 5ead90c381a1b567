import { expect, test } from 'vitest'
import { countLeftOut, type Manifest } from '../../archive/manifest.ts'
import { exportsAmong } from './exports-among.ts'

function manifest(guardian: number, part?: number, newest = '2026-01-12T10:15:00'): Manifest {
  return {
    ...{ format: 'ouderportaal-departure/2', child: 'N1', guardian, newest, entries: [] },
    period: { from: '2025-09-01', until: '2026-03-13' },
    ...(part !== undefined && { part: { number: part, of: 2, label: `202${part}` } }),
    counts: { photos: 0, videos: 0, diaryEntries: 0 },
    leftOut: countLeftOut([]),
  }
}

test('parts of two guardians make no export together', () => {
  const [first, second] = exportsAmong([manifest(1, 1), manifest(2, 2)])
  expect([first, second].map((one) => [one?.guardian, one?.of, one?.parts.length])).toEqual([
    [1, 2, 1],
    [2, 2, 1],
  ])
})

test('all parts of one guardian are one export', () => {
  expect(exportsAmong([manifest(1, 1), manifest(1, 2)]).map(({ parts }) => parts.length)).toEqual([2])
})

test('ZIPs that are no parts are an export each, and a copy of one is the same', () => {
  const [old, renewed] = [manifest(1), manifest(1, undefined, '2026-03-01T10:15:00')]
  expect(exportsAmong([old, renewed, { ...old }])).toHaveLength(2)
})

test('a part that was made again is no other part', () => {
  const [only] = exportsAmong([manifest(1, 1), manifest(1, 1, '2026-03-01T10:15:00')])
  expect(only?.parts.map((versions) => versions.length)).toEqual([2])
})
