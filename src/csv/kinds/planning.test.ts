import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { faultsOf, recordOf, sheetOf } from '../test-kit.ts'
import { children } from './children.ts'
import { contracts } from './contracts.ts'
import { groups } from './groups.ts'
import { locations } from './locations.ts'

const fixture = (name: string) => readFileSync(new URL(`../../../fixtures/csv/${name}`, import.meta.url))

test('the locations and groups of the organisation are read', () => {
  expect(sheetOf(locations, fixture('locations.csv'))).toMatchObject({ rows: 3, rejectedRows: 0 })
  expect(sheetOf(groups, fixture('groups.csv'))).toMatchObject({ rows: 9, rejectedRows: 0 })
})

describe('a group', () => {
  test('has places, or an unknown number of them', () => {
    const { records } = sheetOf(groups, 'locatie;groep;opvangsoort;plaatsen\nL;A;kdv;0\nL;B;Peuter;\n')
    expect(records.map(({ record }) => record)).toEqual([
      { location: 'L', name: 'A', careType: 'KDV', places: 0 },
      { location: 'L', name: 'B', careType: 'peuter', places: null },
    ])
  })

  test.each(['-1', '1,5', 'veel', '1e3'])('does not have %s places', (places) => {
    expect(faultsOf(groups, `locatie;groep;opvangsoort;plaatsen\nL;A;KDV;"${places}"\n`)).toEqual([
      '2 plaatsen invalid-value',
    ])
  })
})

describe('a child', () => {
  const header =
    'kindnummer;roepnaam;tussenvoegsel;achternaam;geboortedatum;locatie;groep;ouder1_voornaam;ouder1_email;ouder1_gezag;ouder2_telefoon;ouder2_gezag\n'

  test('has its guardians with their place in the file', () => {
    expect(recordOf(children, `${header}007;Bas;'t;Hooft;1-1-2024;L;G;Eef;Eef@x.example;JA;06;\n`)).toEqual({
      number: '007',
      firstName: 'Bas',
      infix: "'t",
      lastName: 'Hooft',
      born: '2024-01-01',
      location: 'L',
      group: 'G',
      guardians: [
        {
          position: 1,
          firstName: 'Eef',
          infix: null,
          lastName: null,
          email: 'Eef@x.example',
          phone: null,
          custody: true,
        },
        {
          position: 2,
          firstName: null,
          infix: null,
          lastName: null,
          email: null,
          phone: '06',
          custody: null,
        },
      ],
    })
  })

  test('has no guardian of whom only the custody is filled in', () => {
    expect(recordOf(children, `${header}1;A;;B;1-1-2024;L;G;;;ja;;nee\n`).guardians).toEqual([])
  })
})

describe('a contract', () => {
  const header =
    'contractnummer;kindnummer;opvangsoort;locatie;groep;startdatum;einddatum;weken;maandag;vrijdag\n'

  test('has hours on its weekdays only', () => {
    expect(recordOf(contracts, `${header}0101;B1;bso;L;G;6-1-2025;;52;;7:30-18:30\n`)).toEqual({
      number: '0101',
      child: 'B1',
      careType: 'BSO',
      location: 'L',
      group: 'G',
      firstDay: '2025-01-06',
      lastDay: null,
      weeks: 52,
      days: { fri: { from: '07:30', until: '18:30' } },
    })
  })

  test('may last one day and no less', () => {
    expect(recordOf(contracts, `${header}1;B1;KDV;L;G;6-1-2025;6-1-2025;40;;\n`).lastDay).toBe('2025-01-06')
    expect(faultsOf(contracts, `${header}1;B1;KDV;L;G;6-1-2025;5-1-2025;40;;\n`)).toEqual([
      '2 einddatum end-before-start',
    ])
  })

  test('that ends before it begins has its other faults reported too', () => {
    expect(faultsOf(contracts, `${header}1;B1;TSO;L;G;6-1-2025;5-1-2025;53;18:30-07:30;\n`)).toEqual([
      '2 opvangsoort unknown-care-type',
      '2 weken invalid-value',
      '2 maandag invalid-time-span',
      '2 einddatum end-before-start',
    ])
  })

  test('with a date that cannot be read is not compared', () => {
    expect(faultsOf(contracts, `${header}1;B1;KDV;L;G;morgen;5-1-2025;40;;\n`)).toEqual([
      '2 startdatum invalid-date',
    ])
  })
})
