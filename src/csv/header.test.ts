import { describe, expect, test } from 'vitest'
import { readHeader } from './header.ts'
import { ALIASES } from './header-names/aliases.ts'
import { columnNamedBy } from './header-names/column-named.ts'
import { isBsnName } from './header-names/header-key.ts'
import { KINDS } from './kinds/index.ts'
import { columnsTold, type Layout, textReader } from './layout.ts'
import { type Mapping, NO_MAPPING } from './profile/mapping.ts'
import { isRefusal } from './refusal.ts'

const headerOf = (header: string, kind: keyof typeof KINDS = 'children', mapping: Partial<Mapping> = {}) => {
  const row = { record: 0, line: 1, lastLine: 1, cells: header.split(';') }
  return readHeader(row, KINDS[kind].columns, { ...NO_MAPPING, ...mapping })
}

function layoutOf(...given: Parameters<typeof headerOf>): Layout {
  const layout = headerOf(...given)
  if (isRefusal(layout)) throw new Error(layout.message)
  return layout
}

const placesOf = (...given: Parameters<typeof headerOf>) => Object.fromEntries(layoutOf(...given).positions)

const CHILD = 'kindnummer;roepnaam;achternaam;geboortedatum;locatie;groep'

describe('a header', () => {
  test.each([
    ['Kindnr.;Voornaam;Geslachtsnaam;Geb.datum;Vestiging;Stamgroep', 'children'],
    [
      'Code kind;Kind roepnaam;Geslachtsnaam kind;Geb.datum kind;Locatie;Groep;Tussenvoegsel kind',
      'children',
    ],
    ['KIND_ID;First name;Last name;Date of birth;Location;Group', 'children'],
    ['Leerlingnummer;Roepnaam;Achternaam;geb_datum;Locatie;Basisgroep', 'children'],
    ['Contractnr;Kindcode;Opvangvorm;Vestiging;Groep;Ingangsdatum;Weken per jaar', 'contracts'],
    ['Plaatsingsnr;Kindcode;Product;Locatie;Groep;Begindatum;Weken', 'contracts'],
    ['Contract number;Child number;Care type;Location;Group;Start date;Weeks', 'contracts'],
  ] as const)('may be %s', (header, kind) => {
    expect(Object.values(placesOf(header, kind))).toEqual(header.split(';').map((_, at) => at))
  })

  test.each([
    ['E-mail ouder 1', 'ouder1_email'],
    ['1e verzorger: achternaam', 'ouder1_achternaam'],
    ['Ouder/verzorger 2 voorvoegsels', 'ouder2_tussenvoegsel'],
    ['parent2 phone number', 'ouder2_telefoon'],
    ['Contactpersoon 1 Tel.', 'ouder1_telefoon'],
    ['Guardian 2 custody', 'ouder2_gezag'],
  ])('may name a part of a guardian %s', (header, column) => {
    expect(placesOf(`${CHILD};${header}`)).toMatchObject({ [column]: 6 })
  })

  test('knows the weekdays by two letters, in Dutch, and by three, in English', () => {
    const header = 'contractnummer;kindnummer;opvangsoort;locatie;groep;startdatum;weken;Ma;wo.;FRI'
    expect(placesOf(header, 'contracts')).toMatchObject({ maandag: 7, woensdag: 8, vrijdag: 9 })
  })

  test.each(['naam', 'nummer', 'email', 'telefoon', 'mobiel', 'Opmerking', 'ouder1_naam', 'moeder e-mail'])(
    'leaves a column %s, which could be several things, alone',
    (name) => expect(layoutOf(`${CHILD};${name}`).ignored).toEqual([name]),
  )

  test('reads a column by its own name, and ignores another with a name for the same', () => {
    const layout = layoutOf(`Vestiging;${CHILD}`)
    expect(layout.positions.get('locatie')).toBe(5)
    expect(layout.ignored).toEqual(['Vestiging'])
  })

  test('with two other names for one column is refused, and both are named', () => {
    expect(headerOf('kindnr;relatienummer;roepnaam;achternaam;geboortedatum;locatie;groep')).toMatchObject({
      code: 'duplicate-header',
      message: expect.stringContaining('kindnummer ("kindnr" and "relatienummer")'),
    })
  })

  test('that misses columns is told all of them', () => {
    expect(headerOf('kindnr;voornaam')).toMatchObject({
      code: 'missing-column',
      message: expect.stringContaining('achternaam, geboortedatum, locatie, groep'),
    })
  })

  test.each(['bsn', 'BSN-nummer', 'Burgerservicenummer', 'kind_bsn', 'Sofi-nummer'])(
    'never lets %s be read, whatever a profile says',
    (name) => {
      const mapping = { columns: new Map([['tussenvoegsel', name]]) }
      expect(layoutOf(`${CHILD};${name}`, 'children', mapping)).toMatchObject({ ignored: [name] })
    },
  )
})

describe('a profile', () => {
  test('says what a header is, before its own name and its aliases do', () => {
    const mapping = { columns: new Map([['roepnaam', 'Naam']]), constants: new Map([['locatie', 'Kompas']]) }
    const layout = layoutOf(`${CHILD.replace('locatie', 'NAAM')};locatie`, 'children', mapping)
    expect(layout.positions.get('roepnaam')).toBe(4)
    expect(layout.ignored).toEqual(['roepnaam', 'locatie'])
    expect(textReader(layout, 'locatie')(['1', 'a', 'b', 'c', 'd', 'e', 'f'])).toBe('Kompas')
    expect(columnsTold(layout).has('locatie')).toBe(true)
  })

  test('names a header that the file lacks: then the usual names count', () => {
    expect(placesOf(CHILD, 'children', { columns: new Map([['groep', 'Afdeling']]) }).groep).toBe(5)
    expect(headerOf('roepnaam', 'children', { columns: new Map([['groep', 'Afdeling']]) })).toMatchObject({
      message: expect.stringContaining('groep ("Afdeling" in the profile)'),
    })
  })

  test('reads two columns from one', () => {
    const mapping = {
      columns: new Map([['locatie', 'groep']]),
      values: new Map([['locatie', new Map([['vlinders', 'Kompas']])]]),
    }
    const layout = layoutOf('kindnummer;roepnaam;achternaam;geboortedatum;groep', 'children', mapping)
    const cells = ['1', 'a', 'b', 'c', ' Vlinders ']
    expect(textReader(layout, 'locatie')(cells)).toBe('Kompas')
    expect(textReader(layout, 'groep')(cells)).toBe(' Vlinders ')
  })

  test('keeps a cell that it has no other word for, and can give an empty one a meaning', () => {
    const values = new Map([['groep', new Map([['', 'Vlinders']])]])
    const layout = layoutOf(CHILD, 'children', { values })
    expect(textReader(layout, 'groep')(['', '', '', '', '', 'Kikkers'])).toBe('Kikkers')
    expect(textReader(layout, 'groep')(['', '', '', '', '', '\u00a0'])).toBe('Vlinders')
    expect(textReader(layout, 'tussenvoegsel')(['', '', '', '', '', 'Kikkers'])).toBe('')
  })
})

describe.each(Object.entries(KINDS))('of %s', (_name, { columns }) => {
  const names = Object.keys(columns)

  test('every column has other names', () => {
    expect(names.filter((name) => (ALIASES[name] ?? []).length === 0)).toEqual([])
  })

  test('no name means two columns, and none is that of a BSN', () => {
    const nameOf = columnNamedBy(names)
    const given = names.flatMap((name) => (ALIASES[name] ?? []).map((alias) => ({ name, alias })))
    const elsewhere = given.filter(({ name, alias }) => {
      const named = nameOf(alias)
      return named?.column !== name && named?.by !== 'name'
    })
    expect(elsewhere).toEqual([])
    expect(given.filter(({ alias }) => isBsnName(alias))).toEqual([])
  })
})
