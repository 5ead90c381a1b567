import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { DamagedMedia } from '../damage.ts'
import { readBoxes } from '../mp4.ts'
import { shapeOfMovie, takenOfMovie } from './film-facts.ts'

const sample = (name: string) => readFileSync(new URL(`../samples/${name}`, import.meta.url))

function movieOf(film: Buffer): Buffer {
  const moov = [...readBoxes(film, 0, film.length)].find(({ type }) => type === 'moov')
  return film.subarray(moov?.content, moov?.end)
}

test('a film, which counts in UTC, tells when it was taken on the wall clock', () => {
  expect(takenOfMovie(movieOf(sample('phone.mp4')))).toBe('2025-06-03T10:15:00')
})

test('the time that a phone wrote with its zone goes before that of the header', () => {
  // 11:15 at two hours from UTC is 10:15 in an Amsterdam winter; the header says 09:15 UTC too.
  expect(takenOfMovie(movieOf(sample('phone.mov')))).toBe('2026-01-12T10:15:00')
  const other = Buffer.from(
    sample('phone.mov').toString('latin1').replace('T11:15:00+02', 'T15:30:00+02'),
    'latin1',
  )
  expect(takenOfMovie(movieOf(other))).toBe('2026-01-12T14:30:00')
})

test('a film without a time of making does not say when', () => {
  const film = sample('phone.mp4')
  film.writeUInt32BE(0, film.indexOf('mvhd') + 8)
  expect(takenOfMovie(movieOf(film))).toBeUndefined()
})

test.each([
  ['an hour after 1904', 3_600],
  ['in 1970', 2_082_844_800],
])('a film made %s does not say when', (_, seconds) => {
  const film = sample('phone.mp4')
  film.writeUInt32BE(seconds, film.indexOf('mvhd') + 8)
  expect(takenOfMovie(movieOf(film))).toBeUndefined()
})

test('a film whose damaged header counts to a year of six digits does not say when', () => {
  const film = sample('phone.mp4')
  const header = film.indexOf('mvhd') + 4
  film.writeUInt8(1, header)
  film.writeBigUInt64BE(3_200_000_000_000n, header + 4)
  expect(takenOfMovie(movieOf(film))).toBeUndefined()
})

test('a film tells how large its pictures are', () => {
  expect(shapeOfMovie(movieOf(sample('phone.mov')))).toEqual({ width: 64, height: 48, orientation: 1 })
})

test('a film that was made upright tells how to turn it', () => {
  const film = sample('phone.mov')
  const matrix = film.indexOf('tkhd') + 4 + 4 + 20 + 16
  for (const [index, number] of [0, 0x10000, 0, -0x10000, 0].entries())
    film.writeInt32BE(number, matrix + 4 * index)
  expect(shapeOfMovie(movieOf(film)).orientation).toBe(6)
})

test('a table of contents cut off anywhere is no crash', () => {
  for (const name of ['phone.mp4', 'phone.mov']) {
    const movie = movieOf(sample(name))
    for (let length = 0; length < movie.length; length++) {
      expect(shapeOfMovie(movie.subarray(0, length))).toBeTypeOf('object')
      expect(() => takenOfMovie(movie.subarray(0, length))).not.toThrow(DamagedMedia)
    }
  }
})
