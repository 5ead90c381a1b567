import { describe, expect, test } from 'vitest'
import { faultsOf, recordOf, sheetOf } from '../test-kit.ts'
import { accounts } from './accounts.ts'
import { closures } from './closures.ts'
import { consents } from './consents.ts'
import { diary } from './diary.ts'
import { photos } from './photos.ts'
import { schoolHolidays } from './school-holidays.ts'

describe('a photo', () => {
  const header = 'bestand;kindnummers;groep;tijdstip;bijschrift\n'

  test('names its children, its group and its moment', () => {
    expect(recordOf(photos, `${header}a.jpg;001, 002 003 001;L / G;03-06-2025 10:15;In bad\n`)).toEqual({
      file: 'a.jpg',
      children: ['001', '002', '003'],
      group: { location: 'L', name: 'G' },
      takenAt: '2025-06-03T10:15:00',
      caption: 'In bad',
    })
  })

  test('has only "|" between its children where one occurs, so that a number can hold a space', () => {
    expect(recordOf(photos, `${header}a.jpg;A 1|A,2;;;\n`).children).toEqual(['A 1', 'A,2'])
    expect(recordOf(photos, `${header}a.jpg;A 1|;;;\n`).children).toEqual(['A 1'])
  })

  test('may be untagged', () => {
    expect(recordOf(photos, 'bestand;kindnummers\na.jpg;\n')).toMatchObject({ children: [], group: null })
  })

  test('may name its group alone, but no half a pair', () => {
    expect(recordOf(photos, `${header}a.jpg;;G;;\n`).group).toEqual({ location: null, name: 'G' })
    expect(faultsOf(photos, `${header}a.jpg;;/G;;\nb.jpg;;L/;;\n`)).toEqual([
      '2 groep invalid-value',
      '3 groep invalid-value',
    ])
  })
})

describe('a diary entry', () => {
  const header = 'kindnummer;datum;tijd;auteur;tekst;fotos\n'

  test('keeps its line breaks and emoji', () => {
    const entry = recordOf(
      diary,
      `${header}001;3-6-2025;9:05;Juf An;"Hoi 👶\r\n\r\n""dag"" ";a.jpg|b 1.jpg\n`,
    )
    expect(entry).toEqual({
      child: '001',
      date: '2025-06-03',
      time: '09:05',
      author: 'Juf An',
      text: 'Hoi 👶\r\n\r\n"dag"',
      photos: ['a.jpg', 'b 1.jpg'],
      guardianEmail: null,
    })
  })

  test('has only "|" between its photos, so that a name can hold a comma', () => {
    expect(recordOf(diary, `${header}1;3-6-2025;9:05;An;Hoi;a, b.jpg\n`).photos).toEqual(['a, b.jpg'])
    expect(recordOf(diary, `${header}1;3-6-2025;9:05;An;Hoi;a, b.jpg | c.jpg\n`).photos).toEqual([
      'a, b.jpg',
      'c.jpg',
    ])
  })

  test('may be 10,000 characters long', () => {
    const entry = (length: number) => `1;3-6-2025;09:05;An;${'a'.repeat(length)};\n`
    expect(faultsOf(diary, header + entry(10_000) + entry(10_001))).toEqual(['3 tekst value-too-long'])
  })

  test('is the same entry only when all of it is equal', () => {
    const { records, duplicates } = sheetOf(
      diary,
      `${header}1;3-6-2025;09:05;An;Hoi;\n1;2025-06-03;9:05;An;Hoi;\n1;3-6-2025;09:05;An;Dag;\n`,
    )
    expect({ records: records.length, duplicates }).toEqual({ records: 2, duplicates: 1 })
  })
})

describe('a consent', () => {
  const header = 'kindnummer;ouder_email;doel;gegeven_op;ingetrokken_op\n'

  test('has an English purpose and the day on which it was withdrawn', () => {
    expect(recordOf(consents, `${header}1;a@x.example;Fotos-delen;1-2-2025;1-2-2025\n`)).toEqual({
      child: '1',
      guardianEmail: 'a@x.example',
      purpose: 'share-photos',
      givenOn: '2025-02-01',
      withdrawnOn: '2025-02-01',
    })
  })

  test('is not withdrawn before it is given, and not for any purpose', () => {
    expect(faultsOf(consents, `${header}1;a@x.example;reclame;2-2-2025;1-2-2025\n`)).toEqual([
      '2 doel unknown-purpose',
      '2 ingetrokken_op end-before-start',
    ])
  })

  test('is one by child, address and purpose, whatever the case of the address', () => {
    const rows = '1;a@x.example;fotos-delen;1-2-2025;\n1;A@x.example;fotos-delen;2-2-2025;\n'
    expect(faultsOf(consents, header + rows)).toEqual(['2 - duplicate-key', '3 - duplicate-key'])
  })
})

test('an account is an address, with or without the day since when', () => {
  expect(recordOf(accounts, 'email;actief_sinds\nA@x.example;1-2-2025\n')).toEqual({
    email: 'A@x.example',
    activeSince: '2025-02-01',
  })
  expect(recordOf(accounts, 'email\na@x.example\n').activeSince).toBeNull()
  expect(faultsOf(accounts, 'email;actief_sinds\na@x.example,b@x.example;\n')).toEqual([
    '2 email two-addresses',
  ])
})

describe('a closure', () => {
  const header = 'locatie;datum;van;tot;naam\n'

  test('is a whole day or a part of it', () => {
    const { records } = sheetOf(
      closures,
      `${header}L;24-12-2026;15:00;;Kerstavond\nL;28-12-2026;;;Studiedag\n`,
    )
    expect(records.map(({ record: { from, until } }) => [from, until])).toEqual([
      ['15:00', null],
      [null, null],
    ])
  })

  test('ends after it begins', () => {
    expect(faultsOf(closures, `${header}L;24-12-2026;15:00;15:00;A\n`)).toEqual(['2 tot end-before-start'])
    expect(faultsOf(closures, `${header}L;24-12-2026;3 uur;15:00;A\n`)).toEqual(['2 van invalid-time'])
  })

  test('may be two parts of one day', () => {
    expect(sheetOf(closures, `${header}L;24-12-2026;;09:00;A\nL;24-12-2026;15:00;;B\n`).records).toHaveLength(
      2,
    )
  })
})

test('a school holiday may be one day, and no less', () => {
  const header = 'locatie;van;tot;naam\n'
  expect(recordOf(schoolHolidays, `${header}L;1-5-2026;1-5-2026;Mei\n`)).toEqual({
    location: 'L',
    from: '2026-05-01',
    until: '2026-05-01',
    name: 'Mei',
  })
  expect(faultsOf(schoolHolidays, `${header}L;2-5-2026;1-5-2026;Mei\n`)).toEqual(['2 tot end-before-start'])
})
