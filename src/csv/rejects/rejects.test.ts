import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isBsnName } from '../header-names/header-key.ts'
import { openRows } from '../rows.ts'
import { readRejects } from './read-rejects.ts'
import { countExtraCells, type Reject } from './rejects-table.ts'
import { type RejectsOptions, writeRejects } from './write-rejects.ts'

const reject = (code: string): Reject => ({
  severity: 'rejected',
  line: 2,
  column: '=column',
  code,
  message: `"=x;\r\n" is wrong.`,
})

interface RejectedRow {
  readonly cells: readonly string[]
  readonly code: string
}

function textOf(header: readonly string[], rows: readonly RejectedRow[], options: RejectsOptions): string {
  const file = writeRejects(header, options)
  return [file.head, ...rows.map(({ cells, code }) => file.row(cells, [reject(code)]))].join('')
}

/** The written cells, header first. */
function tableOf(text: string, delimiter: string): (readonly string[])[] {
  return [...openRows(Buffer.from(text.slice(1)), delimiter).from(0)].map(({ cells }) => cells)
}

function restored(text: string, delimiter: string) {
  const [first = [], ...rows] = tableOf(text, delimiter)
  const reader = readRejects(first)
  if (!reader) throw new Error('not the header of a reject file')
  return { header: reader.header, rows: rows.map(reader.row) }
}

const UNITS = [...'\'"=+-@;,\t\r\n \u00a0＝a1é👶', 'e\u0301', 'column-count', '_ontbreekt', '_regel', '_code']
const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom(...UNITS), maxLength: 6 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
)
const header = fc.array(cell, { minLength: 1, maxLength: 4 }).map((names) => [...names, 'last'])
const delimiter = fc.constantFrom(';', ',', '\t')

/** Rows that have a cell for every column, and rows that have not. */
const tables = header.chain((names) =>
  fc.record({
    names: fc.constant(names),
    delimiter,
    rows: fc.array(
      fc.oneof(
        fc.record({
          cells: fc.array(cell, { minLength: names.length, maxLength: names.length }),
          code: fc.constant('invalid-date'),
        }),
        fc.record({
          cells: fc.array(cell, { maxLength: names.length + 3 }),
          code: fc.constant('column-count'),
        }),
      ),
    ),
  }),
)

const withoutBsn = tables.filter(({ names }) => !names.some(isBsnName))

const extraOf = (names: readonly string[], rows: readonly RejectedRow[]) =>
  Math.max(0, ...rows.map(({ cells }) => countExtraCells(names, cells)))

/** Empty cells beyond the header say nothing. */
const upToHeader = (names: readonly string[], cells: readonly string[]) =>
  cells.slice(0, names.length + countExtraCells(names, cells))

test('a file begins with a byte-order mark, has semicolons and ends its lines with CRLF', () => {
  const text = textOf(['a', 'b'], [{ cells: ['1', 'x;y'], code: 'invalid-date' }], {})
  expect(text.startsWith('\uFEFFa;b;_regel;_kolom;_code;_reden\r\n1;"x;y";2;')).toBe(true)
  expect(text.endsWith('\r\n')).toBe(true)
})

test('whatever stands in a rejected row, it is read back as it was', () => {
  fc.assert(
    fc.property(withoutBsn, ({ names, rows, delimiter }) => {
      const back = restored(textOf(names, rows, { delimiter, extra: extraOf(names, rows) }), delimiter)
      expect(back.header).toEqual(names)
      expect(back.rows.map((cells) => upToHeader(names, cells))).toEqual(
        rows.map(({ cells }) => upToHeader(names, cells)),
      )
    }),
  )
})

test('rejects of rejects are the same again: marks are replaced, not doubled', () => {
  fc.assert(
    fc.property(withoutBsn, ({ names, rows, delimiter }) => {
      const options = { delimiter, extra: extraOf(names, rows) }
      const first = textOf(names, rows, options)
      const back = restored(first, delimiter)
      const again = back.rows.map((cells, at) => ({ cells, code: rows[at]?.code ?? '' }))
      expect(textOf(back.header, again, options)).toBe(first)
    }),
  )
})

test('no written cell begins with a formula character, and all rows are as wide as the header', () => {
  fc.assert(
    fc.property(tables, fc.nat(4), ({ names, rows, delimiter }, extra) => {
      const written = tableOf(textOf(names, rows, { delimiter, extra }), delimiter)
      expect(new Set(written.map((cells) => cells.length)).size).toBe(1)
      for (const one of written.flat()) expect(one).not.toMatch(/^[\s\p{C}]*[\t\r\n=+\-@＝]/u)
    }),
  )
})

test('a BSN is nowhere in the text, however the cells of a row have moved', () => {
  fc.assert(
    fc.property(tables, fc.nat(), fc.nat(4), ({ names, rows, delimiter }, seed, extra) => {
      const at = seed % names.length
      const header = names.with(at, 'BSN')
      const filled = rows.map(({ cells, code }) =>
        code === 'column-count'
          ? { cells: [...cells, '999999990'], code }
          : { cells: cells.with(at, '999999990'), code },
      )
      const text = textOf(header, filled, { delimiter, extra })
      expect(text).not.toContain('999999990')
      expect(tableOf(text, delimiter)[0]).not.toContain('BSN')
    }),
  )
})
