import fc from 'fast-check'
import { expect, test } from 'vitest'
import { restoreCell, safeCell } from './safe-cell.ts'

const HARMFUL = [
  '=1+1',
  '+31 6 00055501',
  '-5',
  '@SUM(A1)',
  '\tx',
  '\rx',
  '\nx',
  '＝1',
  '＋1',
  '－1',
  '＠a',
  '﹦1',
]

/** Texts that are about to become formulas, and others. */
const piece = fc.constantFrom(
  ...'\'=+-@＝＋\t\r\n \u00a0\u200b\ufeff"ab1;é👶',
  'e\u0301',
  '_ontbreekt',
  'column-count',
)
const text = fc.oneof(fc.string({ unit: piece }), fc.string({ unit: 'binary' }))

test.each(HARMFUL)('%j gets an apostrophe before it', (cell) => {
  expect(safeCell(cell)).toBe(`'${cell}`)
})

test.each([[' =1+1'], ['\u00a0+31'], ['\u200b@x'], ['\ufeff-5'], ['\u0000=1']])(
  'in %j a formula follows what cannot be seen, so it gets an apostrophe',
  (cell) => {
    expect(safeCell(cell)).toBe(`'${cell}`)
  },
)

test.each([["'s-Gravenhage"], ["'t Kabouterbos"], ['07:30-18:30'], ['a=b'], ['0600055501'], [' Jan '], ['']])(
  '%j stays as it is, written and read',
  (cell) => {
    expect(safeCell(cell)).toBe(cell)
    expect(restoreCell(cell)).toBe(cell)
  },
)

test('an apostrophe of the cell itself survives', () => {
  expect(restoreCell(safeCell("'=1+1"))).toBe("'=1+1")
  expect(restoreCell(safeCell("''-5"))).toBe("''-5")
})

test('what somebody typed without an apostrophe is taken as it is', () => {
  expect(restoreCell('+31 6 00055501')).toBe('+31 6 00055501')
})

test('any text comes back from its safe form', () => {
  fc.assert(
    fc.property(text, (cell) => {
      expect(restoreCell(safeCell(cell))).toBe(cell)
    }),
  )
})

test('no safe cell begins with a formula character, seen or unseen', () => {
  fc.assert(
    fc.property(text, (cell) => {
      expect(safeCell(cell)).not.toMatch(/^[\s\p{C}]*[\t\r\n=+\-@＝＋－＠﹦﹢﹣﹫]/u)
    }),
  )
})
