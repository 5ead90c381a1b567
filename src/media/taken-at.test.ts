import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { exifSegment } from './exif-write.ts'
import { takenAt } from './taken-at.ts'

const sample = (name: string) => readFileSync(new URL(`./samples/${name}`, import.meta.url))

/** A photo of which nothing is known but this. */
function photoWith(exif: Parameters<typeof exifSegment>[0]): Buffer {
  const plain = sample('progressive.jpg')
  return Buffer.concat([plain.subarray(0, 2), exifSegment(exif), plain.subarray(2)])
}

test('a photo tells when it was taken and how it must be turned', () => {
  expect(takenAt(sample('camera.jpg'))).toEqual({ at: '2025-06-03T10:15:42', orientation: 6 })
})

test('a picture in PNG tells when it was taken', () => {
  expect(takenAt(sample('camera.png')).at).toBe('2025-06-03T10:15:42')
})

test.each([
  ['+02:00', '2025-06-03T10:15:42'],
  ['+00:00', '2025-06-03T12:15:42'],
  ['-05:00', '2025-06-03T17:15:42'],
])('a camera clock at %s from UTC is read as %s in Amsterdam', (offset, at) => {
  const photo = photoWith({ dateTimeOriginal: '2025:06:03 10:15:42', offset })
  expect(takenAt(photo)).toEqual({ at })
})

test('without an offset the camera clock is the wall clock', () => {
  const photo = photoWith({ dateTimeOriginal: '2025:12:24 23:59:59' })
  expect(takenAt(photo)).toEqual({ at: '2025-12-24T23:59:59' })
})

test.each(['0000:00:00 00:00:00', '2025:02:30 10:00:00', '2025:06:03 25:00:00'])(
  'the time %s, which does not exist, is not known',
  (dateTimeOriginal) => {
    expect(takenAt(photoWith({ dateTimeOriginal, orientation: 3 }))).toEqual({ orientation: 3 })
  },
)

test.each(['0000:01:01 00:00:00', '1970:01:01 00:00:00', '1980:01:01 00:00:00', '1989:12:31 23:59:59'])(
  'the time %s, of a clock that was never set, is not known',
  (dateTimeOriginal) => {
    expect(takenAt(photoWith({ dateTimeOriginal }))).toEqual({})
    expect(takenAt(photoWith({ dateTimeOriginal, offset: '+02:00' }))).toEqual({})
  },
)

test('the first year that is believed is 1990', () => {
  const photo = photoWith({ dateTimeOriginal: '1990:01:01 00:00:00' })
  expect(takenAt(photo)).toEqual({ at: '1990-01-01T00:00:00' })
})

test('a photo cut off anywhere is no crash', () => {
  const photo = sample('camera.jpg')
  for (let length = 0; length < photo.length; length += 7) {
    expect(takenAt(photo.subarray(0, length))).toBeTypeOf('object')
  }
})
