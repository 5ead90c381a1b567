import { expect, test } from 'vitest'
import { readRejects } from './read-rejects.ts'

const MARKS = ['_regel', '_kolom', '_code', '_reden']
const MISFIT = ['4', '', 'column-count', 'Line 4: the row has not as many cells.']

const readerOf = (header: readonly string[]) => {
  const reader = readRejects(header)
  if (!reader) throw new Error('not the header of a reject file')
  return reader
}

const { row } = readerOf(['a', 'b', 'c', ...MARKS])
const { header: wideHeader, row: wideRow } = readerOf(['a', 'b', 'c', '_extra_1', ...MARKS])

test('a header with only some of the four columns is that of another file', () => {
  expect(readRejects(['a', '_regel', '_kolom', '_code'])).toBeUndefined()
  expect(readRejects([])).toBeUndefined()
})

test('the four columns may be written and placed otherwise', () => {
  const { header, row } = readerOf([' _Reden', '_CODE', 'a', '_kolom', 'b', '-regel'])
  expect(header).toEqual(['a', 'b'])
  expect(row(['why', 'invalid-date', '1', 'b', '2', '4'])).toEqual(['1', '2'])
})

test('a column of the package that has the name of one of the four stays', () => {
  const { header, row } = readerOf(['_regel', 'a', ...MARKS])
  expect(header).toEqual(['_regel', 'a'])
  expect(row(['9', '1', '4', '', 'invalid-date', 'why'])).toEqual(['9', '1'])
})

test('the four columns of a row may be empty or not there at all', () => {
  expect(row(['1', '2', '3', '', '', '', ''])).toEqual(['1', '2', '3'])
  expect(row(['1', '2', '3'])).toEqual(['1', '2', '3'])
})

test('cells and header lose the apostrophe that made them safe', () => {
  const { header, row } = readerOf(["'=a", ...MARKS])
  expect(header).toEqual(['=a'])
  expect(row(["'+31 6 00055501", '4', '', 'invalid-value', 'why'])).toEqual(['+31 6 00055501'])
})

test('a row that still lacks cells still lacks them', () => {
  expect(row(['1', '_ontbreekt', '_ontbreekt', ...MISFIT])).toEqual(['1'])
  expect(row(['_ontbreekt', '_ontbreekt', '_ontbreekt', ...MISFIT])).toEqual([])
})

test('a row in which a cell was left between others that were filled in still lacks it', () => {
  expect(row(['1', '_ontbreekt', '3', ...MISFIT])).toEqual(['1'])
})

test('a row that lacked cells is whole when they are filled in or emptied', () => {
  expect(row(['1', '2', '', ...MISFIT])).toEqual(['1', '2', ''])
})

test('a row that lacked a cell is whole when one is inserted, which moves all behind it', () => {
  expect(row(['1', 'new', '3', '_ontbreekt', ...MISFIT])).toEqual(['1', 'new', '3'])
})

test('cells beyond the header come back beyond the header', () => {
  expect(wideHeader).toEqual(['a', 'b', 'c'])
  expect(wideRow(['1', 'x', '2', '3', ...MISFIT])).toEqual(['1', 'x', '2', '3'])
})

test('a row that had a cell too many is whole when one is deleted, which moves all behind it', () => {
  expect(wideRow(['1', '2', '3', ...MISFIT])).toEqual(['1', '2', '3'])
})

test('a row of which too much was deleted never has a mark for a cell', () => {
  expect(row(['1', '2', ...MISFIT])).toEqual(['1', '2'])
})
