import { expect, test } from 'vitest'
import { countExtraCells, type Reject, rejectsHeader, rejectsRow, rejectsTable } from './rejects-table.ts'

const HEADER = ['kindnummer', 'roepnaam', 'geboortedatum']
const MARKS = ['_regel', '_kolom', '_code', '_reden']

const reject = (code: string, column: string | null = null): Reject => ({
  severity: 'rejected',
  line: 4,
  column,
  code,
  message: `Line 4: ${code}.`,
})

const rowOf = (header: readonly string[], cells: readonly string[], code: string, extra = 0) =>
  rejectsRow(rejectsTable(header, extra), cells, [reject(code)])

test('behind the original columns stand line, column, code and reason', () => {
  expect(rejectsHeader(rejectsTable(HEADER, 0))).toEqual([...HEADER, ...MARKS])
  expect(
    rejectsRow(
      rejectsTable(HEADER, 0),
      ['7', ' Jan ', '31-02-2024'],
      [reject('invalid-date', 'geboortedatum')],
    ),
  ).toEqual(['7', ' Jan ', '31-02-2024', '4', 'geboortedatum', 'invalid-date', 'Line 4: invalid-date.'])
})

test('all that is wrong with a row stands in its one row', () => {
  const findings = [reject('missing-value', 'roepnaam'), reject('invalid-date', 'geboortedatum')]
  expect(rejectsRow(rejectsTable(HEADER, 0), ['7', '', 'x'], findings).slice(-3)).toEqual([
    'roepnaam | geboortedatum',
    'missing-value | invalid-date',
    'Line 4: missing-value. | Line 4: invalid-date.',
  ])
})

test('what is only worth knowing of a row is no reason that it was rejected', () => {
  const notice: Reject = { ...reject('guardian-differs'), severity: 'notice' }
  expect(rejectsRow(rejectsTable(HEADER, 0), ['7', 'J', 'x'], [notice, reject('invalid-date')]).at(-2)).toBe(
    'invalid-date',
  )
})

test('a header that a spreadsheet would run is made safe', () => {
  expect(rejectsHeader(rejectsTable(['=cmd()', 'a'], 0)).slice(0, 2)).toEqual(["'=cmd()", 'a'])
})

test('where a row lacks cells it says so in them', () => {
  expect(rowOf(HEADER, ['7'], 'column-count', 1).slice(0, 4)).toEqual(['7', '_ontbreekt', '_ontbreekt', ''])
})

test('an empty cell at the end of a row that lacks none is just empty', () => {
  expect(rowOf([...HEADER, ''], ['7', 'J', 'x'], 'invalid-date').slice(0, 4)).toEqual(['7', 'J', 'x', ''])
})

test('cells beyond the header get columns of their own, so that every row is as wide as the header', () => {
  const table = rejectsTable(HEADER, 2)
  const header = rejectsHeader(table)
  expect(header).toEqual([...HEADER, '_extra_1', '_extra_2', ...MARKS])
  expect(rowOf(HEADER, ['7', 'J', 'x', 'y', 'z'], 'column-count', 2).slice(0, 5)).toEqual([
    '7',
    'J',
    'x',
    'y',
    'z',
  ])
  const widths = [['7', 'J', 'x', 'y', 'z', ''], ['7'], []].map(
    (cells) => rejectsRow(table, cells, [reject('column-count')]).length,
  )
  expect(new Set(widths)).toEqual(new Set([header.length]))
  expect(rejectsRow(table, ['7', 'J', 'x'], [reject('invalid-date')])).toHaveLength(header.length)
})

test('extra cells are counted up to the last that is not empty', () => {
  expect(countExtraCells(HEADER, ['7', 'J'])).toBe(0)
  expect(countExtraCells(HEADER, ['7', 'J', 'x', '', ' '])).toBe(0)
  expect(countExtraCells(HEADER, ['7', 'J', 'x', '', 'y', ''])).toBe(2)
})

test('one row with thousands of cells does not make all others as wide', () => {
  const cells = Array<string>(10_000).fill('x')
  const table = rejectsTable(HEADER, countExtraCells(HEADER, cells))
  expect(rejectsHeader(table).length).toBeLessThan(100)
  const row = rejectsRow(table, cells, [reject('column-count')])
  expect(row.slice(0, 3)).toEqual(['_ontbreekt', '_ontbreekt', '_ontbreekt'])
  expect(row.at(-1)).toContain('too many cells')
})

test.each([['bsn'], ['BSN '], ['Burgerservicenummer'], ['bsn-nummer']])('a column %j is left out', (name) => {
  const header = ['kindnummer', name, 'roepnaam']
  expect(rejectsHeader(rejectsTable(header, 0))).toEqual(['kindnummer', 'roepnaam', ...MARKS])
  expect(rowOf(header, ['7', '999999990', 'J'], 'invalid-date').slice(0, 2)).toEqual(['7', 'J'])
})

test.each([[['999999990', 'J']], [['7', 'x', '999999990', 'J']]])(
  'of %j, in which the BSN may stand anywhere, no cell is shown',
  (cells) => {
    const row = rowOf(['kindnummer', 'bsn', 'roepnaam'], cells, 'column-count', 1)
    expect(row.slice(0, 2)).toEqual(['_ontbreekt', '_ontbreekt'])
    expect(row).toHaveLength(6)
    expect(row.at(-1)).toMatch(/^Line 4: column-count\. \| .*may be a BSN/)
  },
)
