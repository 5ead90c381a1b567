import { expect, test } from 'vitest'
import { detectDelimiter } from './delimiter.ts'
import { findHeader, type HeaderSearch } from './header-row.ts'
import { KINDS } from './kinds/index.ts'
import { NO_MAPPING } from './profile/mapping.ts'
import { openRows } from './rows.ts'

const { columns } = KINDS.children
const HEADER = 'kindnr;voornaam;geslachtsnaam;geb.datum;vestiging;stamgroep'

const delimiterOf = (text: string) => detectDelimiter(text, Object.keys(columns))
const lineOf = (text: string, search?: HeaderSearch) =>
  findHeader(openRows(Buffer.from(text), ';').from(0), columns, search)?.line

test.each([';', ',', '\t'])('the delimiter %j is found by other names of the columns', (delimiter) => {
  expect(delimiterOf(`${HEADER.replaceAll(';', delimiter)}\n`)).toBe(delimiter)
})

test('delimiters inside the quotes of a header are no delimiters', () => {
  expect(delimiterOf('"kindnummer";"roepnaam";"a,locatie,groep,achternaam"\n')).toBe(';')
  expect(delimiterOf('"kindnummer","roepnaam","a;locatie;groep;achternaam"\n')).toBe(',')
})

test('the delimiter is that of the header, not of the title above it', () => {
  expect(delimiterOf(`Kinderen per 1-10-2026, groep, locatie\n\n${HEADER}\n`)).toBe(';')
})

test('of a header without any known name the delimiter is the one that makes most cells', () => {
  expect(delimiterOf('Overzicht; van nu\nNr,Wie,Waar,Wanneer\n')).toBe(',')
  expect(delimiterOf('Overzicht\n')).toBe(';')
})

test('the delimiter is found by the headers of a profile', () => {
  const mapping = {
    ...NO_MAPPING,
    columns: new Map([
      ['kindnummer', 'Nr'],
      ['roepnaam', 'Naam'],
    ]),
  }
  expect(detectDelimiter('Nr,Naam,x;y\n', Object.keys(columns), mapping)).toBe(',')
})

test('titles above the header are passed over, and lines count on', () => {
  expect(lineOf(`Kinderen per 01-10-2026\r\n\r\nLocatie: Kompas;;\r\n${HEADER}\r\n1;a;b;c;d;e`)).toBe(4)
  expect(lineOf(HEADER)).toBe(1)
})

test('the first line is the header when it has what there must be', () => {
  expect(lineOf(`${HEADER}\n${HEADER};ouder1_email\n`)).toBe(1)
})

test('a header is looked for in twenty rows', () => {
  expect(lineOf(`${'titel\n'.repeat(19)}${HEADER}\n`)).toBe(20)
  expect(lineOf(`${'titel\n'.repeat(20)}${HEADER}\n`)).toBe(1)
})

test('of headers that all miss a column the one with most columns is told', () => {
  expect(lineOf('Overzicht;groep\nkindnr;voornaam;geb.datum\n1;a;b\n')).toBe(2)
})

test('a line that is given is the header, right or wrong', () => {
  expect(lineOf(`${HEADER}\n1;a;b;c;d;e\n`, { line: 2 })).toBe(2)
  expect(findHeader(openRows(Buffer.from(`${HEADER}\n`), ';').from(0), columns, { line: 7 })).toMatchObject({
    line: 7,
    cells: [],
  })
})
