import { expect, test } from 'vitest'
import { timeInName } from './name-time.ts'

test.each([
  ['IMG_20260112_101500.jpg', '2026-01-12T10:15:00'],
  ['IMG_20260112_101500123.jpg', '2026-01-12T10:15:00'],
  ['20260112_101500.jpg', '2026-01-12T10:15:00'],
  ['VID_20260112_1015.mp4', '2026-01-12T10:15:00'],
  ['2026/januari/IMG_20260112_101500(1).jpg', '2026-01-12T10:15:00'],
  ['WhatsApp Image 2026-01-12 at 10.15.00.jpeg', '2026-01-12T10:15:00'],
  ['WhatsApp Image 2026-01-12 at 1.15.07 PM.jpeg', '2026-01-12T13:15:07'],
  ['WhatsApp Image 2026-01-12 at 12.15.07 AM.jpeg', '2026-01-12T00:15:07'],
  ['WhatsApp Video 2026-01-12 om 10.15.00.mp4', '2026-01-12T10:15:00'],
  ['2026-01-12 10.15.00.jpg', '2026-01-12T10:15:00'],
  ['photo_2026-01-12_10-15-00.jpg', '2026-01-12T10:15:00'],
  ['signal-2026-01-12-101500.jpg', '2026-01-12T10:15:00'],
  ['Screenshot_20260112-101500.png', '2026-01-12T10:15:00'],
])('%s was taken at %s', (name, at) => {
  expect(timeInName(name)).toBe(at)
})

test('a phone of Google writes UTC into its names', () => {
  expect(timeInName('PXL_20260112_091500123.jpg')).toBe('2026-01-12T10:15:00')
  expect(timeInName('PXL_20260712_081500123.jpg')).toBe('2026-07-12T10:15:00')
})

test.each(['IMG-20260112-WA0003.jpg', 'foto 2026-01-12.jpg', '2026.01.12.png'])(
  '%s tells a day only: noon stands for it',
  (name) => {
    expect(timeInName(name)).toBe('2026-01-12T12:00:00')
  },
)

test.each([
  'IMG_1234.HEIC',
  'DSC00042.jpg',
  '2026-02-30 10.15.00.jpg',
  'IMG_99990112_101500.jpg',
  '20261301_101500.jpg',
  'kind 120260112.jpg',
  '2026-01-12/IMG_1234.jpg',
  '',
])('"%s" tells no time', (name) => {
  expect(timeInName(name)).toBeUndefined()
})
