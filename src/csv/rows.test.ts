import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openRows } from './rows.ts'

const open = (text: string, delimiter: string) => openRows(Buffer.from(text), delimiter)
const rowsOf = (text: string, delimiter = ';') =>
  [...open(text, delimiter).from(0)].map(({ line, lastLine, cells }) => ({ line, lastLine, cells }))
const cellsOf = (text: string) => rowsOf(text).map(({ cells }) => cells)

test.each([['\r\n'], ['\n'], ['\r']])('%j ends a line, the last one is optional', (end) => {
  const rows = [
    { line: 1, lastLine: 1, cells: ['a', 'b'] },
    { line: 2, lastLine: 2, cells: ['c', 'd'] },
  ]
  expect(rowsOf(`a;b${end}c;d`)).toEqual(rows)
  expect(rowsOf(`a;b${end}c;d${end}`)).toEqual(rows)
})

test('line ends of several sorts may stand in one file', () => {
  expect(rowsOf('a\r\nb\nc\rd').map(({ line }) => line)).toEqual([1, 2, 3, 4])
})

test('blank lines are no rows but count as lines', () => {
  expect(rowsOf('a;b\n\n \u00a0\t\n;;\n";"\nc;d\n').map(({ line }) => line)).toEqual([1, 5, 6])
})

test.each([['\r\n'], ['\n'], ['\r']])('%j inside quotes is data and counts as one line', (end) => {
  expect(rowsOf(`"a${end}${end}b";c${end}d;e${end}`)).toEqual([
    { line: 1, lastLine: 3, cells: [`a${end}${end}b`, 'c'] },
    { line: 4, lastLine: 4, cells: ['d', 'e'] },
  ])
})

test('a quote inside a cell without quotes is data', () => {
  expect(cellsOf(`5" pijp;'s-Gravenhage;b"c"d\ne`)).toEqual([['5" pijp', "'s-Gravenhage", 'b"c"d'], ['e']])
})

test('what stands after a closing quote on its line is data, and so are the quotes', () => {
  expect(cellsOf('"Jan" Jansen;b\nc;d')).toEqual([
    ['"Jan" Jansen', 'b'],
    ['c', 'd'],
  ])
})

test('a cell of 300,000 characters is read', () => {
  expect(cellsOf(`a;${'x'.repeat(300_000)}`)[0]?.[1]).toHaveLength(300_000)
})

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`

test('any table written as RFC 4180 reads back as the same cells', () => {
  const cell = fc.string({ unit: fc.constantFrom('"', ';', ',', '\t', '\r', '\n', "'", ' ', 'a', 'é', '👶') })
  const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 5 })
  const delimiters = fc.constantFrom(';', ',', '\t')
  fc.assert(
    fc.property(table, delimiters, fc.constantFrom('\r\n', '\n', '\r'), (rows, delimiter, end) => {
      const text = rows.map((cells) => cells.map(quoted).join(delimiter) + end).join('')
      const filled = rows.filter((cells) => cells.some((written) => written.trim() !== ''))
      expect(open(text, delimiter).unclosedQuote).toBeUndefined()
      expect(rowsOf(text, delimiter).map(({ cells }) => cells)).toEqual(filled)
    }),
  )
})

test('whatever the text, each record is one row to the parser too', () => {
  const piece = fc.constantFrom('a', ';', '\n', '\r\n', '\r', '"', '""', ' ')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
      const rows = open(pieces.join(''), ';')
      fc.pre(rows.unclosedQuote === undefined)
      expect(() => [...rows.from(0)]).not.toThrow()
    }),
    { numRuns: 3000 },
  )
})
