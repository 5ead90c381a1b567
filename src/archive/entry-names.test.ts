import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AlbumPhoto } from './album.ts'
import { nameEntries } from './entry-names.ts'

function photo(changes: Partial<AlbumPhoto> = {}): AlbumPhoto {
  const file = { sha256: 'a'.repeat(64), crc32: 0, bytes: 1 }
  return { ...file, type: 'image/jpeg', takenAt: '2025-06-03T10:15:42', group: 'Vlinders', ...changes }
}

const namesOf = (...photos: AlbumPhoto[]) => nameEntries(photos).map(({ name }) => name)
const nameOfGroup = (group: string) =>
  namesOf(photo({ group }))[0]?.slice('fotos/2025/2025-06-03_10.15'.length)

test('a name tells the day, the time and the group, in a folder a year', () => {
  expect(namesOf(photo())).toEqual(['fotos/2025/2025-06-03_10.15_Vlinders.jpg'])
  expect(namesOf(photo({ type: 'video/mp4' }))).toEqual(['fotos/2025/2025-06-03_10.15_Vlinders.mp4'])
})

test.each([
  ['Vlinders & Bijen', '_Vlinders-Bijen.jpg'],
  ['Bébés', '_Bebes.jpg'],
  ['Be\u0301be\u0301s', '_Bebes.jpg'],
  ['Großer Łuk', '_Grosser-Luk.jpg'],
  ['ﬁjn ２', '_fijn-2.jpg'],
  ['الفراشات', '.jpg'],
  ['../../etc/passwd', '_etc-passwd.jpg'],
  ['C:\\Temp\\x', '_C-Temp-x.jpg'],
  ['CON', '_CON.jpg'],
  ['gpj.\u202Eexe', '_gpj-exe.jpg'],
  ['a\u0000b\nc', '_a-b-c.jpg'],
  ['punt. ', '_punt.jpg'],
  ['🦋', '.jpg'],
  ['', '.jpg'],
])('the group %j is written as %j', (group, end) => {
  expect(nameOfGroup(group)).toBe(end)
})

test('a long group name is cut', () => {
  expect(nameOfGroup('𝒱'.repeat(200))).toBe(`_${'V'.repeat(40)}.jpg`)
})

test('names that differ only in case or composition are numbered', () => {
  const groups = ['Bébés', 'BÉBÉS', 'be\u0301be\u0301s']
  const names = namesOf(...groups.map((group, index) => photo({ group, sha256: `${index}`.repeat(64) })))
  expect(names.map((name) => name.split('_').slice(2).join('_'))).toEqual([
    'Bebes.jpg',
    'BEBES_2.jpg',
    'bebes_3.jpg',
  ])
})

test('a numbered name does not take one that a group has by itself', () => {
  const named = photo({ group: 'Rood 2', takenAt: '2025-06-03T10:15:00' })
  const names = namesOf(named, photo({ group: 'Rood-2' }), photo({ group: 'rood-2', sha256: 'b'.repeat(64) }))
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(3)
})

test('names follow the time of taking, in whatever order the photos come', () => {
  const photos = [
    photo({ takenAt: '2025-12-24T16:00:00', sha256: 'c'.repeat(64) }),
    photo({ takenAt: '2024-01-02T08:00:00', sha256: 'b'.repeat(64) }),
    photo(),
  ]
  expect(nameEntries(photos.toReversed())).toEqual(nameEntries(photos))
  expect(namesOf(...photos)[0]).toBe('fotos/2024/2024-01-02_08.00_Vlinders.jpg')
})

test('many photos of one minute and group are named in no time', () => {
  const many = Array.from({ length: 20_000 }, (_, index) =>
    photo({ sha256: String(index).padStart(64, '0') }),
  )
  expect(namesOf(...many).at(-1)).toBe('fotos/2025/2025-06-03_10.15_Vlinders_20000.jpg')
})

const hostileGroups = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.constantFrom(
    'CON',
    'con',
    'NUL.txt',
    'COM1',
    '..',
    '.',
    ' ',
    'a.',
    'A',
    'a',
    'á',
    'a\u0301',
    '2',
    '2_2',
  ),
  fc.constantFrom(
    '\u202Egpj.exe',
    'مرحبا',
    'x'.repeat(300),
    'é'.repeat(300),
    '👩\u200d👧',
    '\ud800',
    'İ',
    'ı',
    'ſ',
  ),
)
const anyPhoto = fc.record({
  group: hostileGroups,
  type: fc.constantFrom('image/jpeg' as const, 'video/mp4' as const),
  takenAt: fc.constantFrom('2025-06-03T10:15:42' as const, '2025-06-03T10:15:59' as const),
  sha256: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 }),
})
/** What no disk of Windows, macOS or Linux refuses, turns into something else, or takes for a name of a device. */
const SAFE = /^fotos\/\d{4}\/\d{4}-\d\d-\d\d_\d\d\.\d\d(_[A-Za-z0-9]+(-[A-Za-z0-9]+)*)?(_\d+)?\.(jpg|mp4)$/

test('whatever groups are called, names are safe on every disk, short, and no two are the same', () => {
  fc.assert(
    fc.property(fc.array(anyPhoto, { maxLength: 30 }), (changes) => {
      const names = namesOf(...changes.map(photo))
      for (const name of names) {
        expect(name).toMatch(SAFE)
        expect(name.length).toBeLessThan(100)
      }
      expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length)
    }),
  )
})
