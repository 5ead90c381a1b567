import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { WallMoment } from '../rules/time.ts'
import type { Album, AlbumPhoto, DiaryEntry } from './album.ts'
import { splitAlbum } from './split-album.ts'

function photo(takenAt: string, bytes: number): AlbumPhoto {
  const sha256 = `${takenAt}/${bytes}`
  return { sha256, crc32: 0, bytes, type: 'image/jpeg', takenAt: takenAt as WallMoment, group: 'Bijtjes' }
}

const entry = (writtenAt: string): DiaryEntry => ({
  writtenAt: writtenAt as WallMoment,
  author: 'Anne',
  text: '',
  photos: [],
})

function album(photos: readonly AlbumPhoto[], diary: readonly DiaryEntry[] = []): Album {
  return {
    organisation: 'De Lange Keizer',
    child: { id: '0301', name: 'Noor' },
    language: 'nl',
    period: { from: '2024-09-01', until: '2026-03-13' },
    photos,
    diary,
    leftOut: [{ reason: 'untagged', count: 2 }],
  }
}

/** Of each part its label and what is in it. */
const shapeOf = (parts: readonly Album[]) =>
  parts.map(({ part, photos, diary }) => [part?.label, photos.map(({ bytes }) => bytes), diary.length])

test('an album that is small enough is one', () => {
  const small = album([photo('2025-03-01T10:00:00', 100)])
  expect(splitAlbum(small, 100)).toEqual([small])
})

test('one that is too large has a part a year, also for a year of which there is only a diary', () => {
  const photos = [photo('2026-01-05T10:00:00', 60), photo('2024-10-01T10:00:00', 50)]
  expect(shapeOf(splitAlbum(album(photos, [entry('2025-05-01T16:00:00')]), 100))).toEqual([
    ['2024', [50], 0],
    ['2025', [], 1],
    ['2026', [60], 0],
  ])
})

test('a photo that goes with a message of another part is told as such, and one that is in none as left out', () => {
  const [christmas, snow] = [photo('2025-12-31T10:00:00', 60), photo('2026-01-05T10:00:00', 60)]
  const message = {
    ...entry('2026-01-01T16:00:00'),
    photos: [christmas.sha256, snow.sha256, 'left out'],
  }
  const [, second] = splitAlbum(album([christmas, snow], [message]), 100)
  expect(second?.diary).toEqual([{ ...message, photos: [snow.sha256, 'left out'], inOtherParts: 1 }])
})

test('a year that is too large has as many parts as it takes, and the diary of a day is with its photos', () => {
  const days = ['2025-03-01', '2025-03-02', '2025-03-03']
  const photos = days.flatMap((day) => [photo(`${day}T10:00:00`, 30), photo(`${day}T11:00:00`, 31)])
  const diary = ['2025-01-01', ...days, '2025-12-31'].map((day) => entry(`${day}T16:00:00`))
  expect(shapeOf(splitAlbum(album(photos, diary), 130))).toEqual([
    ['2025-1', [30, 31, 30, 31], 3],
    ['2025-2', [30, 31], 2],
  ])
})

test('a video that is too large by itself has a part of its own', () => {
  const photos = [10, 500, 20].map((bytes, hour) => photo(`2025-03-01T1${hour}:00:00`, bytes))
  expect(shapeOf(splitAlbum(album(photos, [entry('2025-03-01T16:00:00')]), 100))).toEqual([
    ['2025-1', [10], 1],
    ['2025-2', [500], 0],
    ['2025-3', [20], 0],
  ])
})

test('the period of a part is its year, as far as there was care', () => {
  const photos = ['2024', '2025', '2026', '2030'].map((year) => photo(`${year}-03-01T10:00:00`, 60))
  expect(splitAlbum(album(photos), 100).map(({ period }) => [period.from, period.until])).toEqual([
    ['2024-09-01', '2024-12-31'],
    ['2025-01-01', '2025-12-31'],
    ['2026-01-01', '2026-03-13'],
    ['2030-03-01', '2030-03-01'],
  ])
})

test('everything is in exactly one part, what is left out is told once, and no part is too large that need not be', () => {
  const moment = fc
    .date({ min: new Date('2023-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 19))
  const photos = fc.uniqueArray(fc.tuple(moment, fc.integer({ min: 1, max: 150 })), {
    selector: String,
    maxLength: 40,
  })
  fc.assert(
    fc.property(photos, fc.array(moment, { maxLength: 20 }), (taken, written) => {
      const whole = album(
        taken.map(([at, bytes]) => photo(at, bytes)),
        written.map(entry),
      )
      const parts = splitAlbum(whole, 100)
      const hashes = parts.flatMap((part) => part.photos.map(({ sha256 }) => sha256))
      expect(hashes.toSorted()).toEqual(whole.photos.map(({ sha256 }) => sha256).toSorted())
      expect(parts.reduce((sum, { diary }) => sum + diary.length, 0)).toBe(written.length)
      expect(parts.flatMap(({ leftOut }) => leftOut)).toEqual(whole.leftOut)
      for (const part of parts) {
        const bytes = part.photos.reduce((sum, one) => sum + one.bytes, 0)
        expect(bytes <= 100 || part.photos.length === 1).toBe(true)
      }
    }),
  )
})
