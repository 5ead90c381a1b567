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
  ['Bébés', '_Bébés.jpg'],
  ['Be\u0301be\u0301s', '_Bébés.jpg'],
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

test('a long group name is cut, and never inside a character', () => {
  expect(nameOfGroup('𝒱'.repeat(200))).toBe(`_${'𝒱'.repeat(40)}.jpg`)
})

test('names that differ only in case or composition are numbered', () => {
  const groups = ['Bébés', 'BÉBÉS', 'be\u0301be\u0301s']
  const names = namesOf(...groups.map((group, index) => photo({ group, sha256: `${index}`.repeat(64) })))
  expect(names.map((name) => name.split('_').slice(2).join('_'))).toEqual([
    'Bébés.jpg',
    'BÉBÉS_2.jpg',
    'bébés_3.jpg',
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
