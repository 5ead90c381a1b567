import { expect, test } from 'vitest'
import { wrap } from './wrap.ts'

test('text is broken between words before it grows too wide, and stands under its beginning', () => {
  expect(wrap('een twee drie vier', 'LK-1  ', 15)).toEqual(['LK-1  een twee', '      drie vier'])
})

test('a word that is wider than the lines stays whole', () => {
  expect(wrap('een ouderportaal', '', 8)).toEqual(['een', 'ouderportaal'])
})

test('short text stays on one line', () => {
  expect(wrap('kort', '- ')).toEqual(['- kort'])
})
