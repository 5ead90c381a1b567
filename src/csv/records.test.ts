import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findRecords } from './records.ts'

const recordsOf = (text: string) => findRecords(Buffer.from(text), ';', 1)
const lineOf = (text: string) => recordsOf(text).unclosedQuote

test('quotes that close are no trouble', () => {
  expect(lineOf('')).toBeUndefined()
  expect(lineOf('"a";"b\r\nc"\r\n"d""";""')).toBeUndefined()
})

test('a quote that the text ends in is found on the line where it opens', () => {
  expect(lineOf('a;b\r\n"c\r\nd";"e\r\nf')).toBe(3)
  expect(lineOf('"a""')).toBe(1)
})

test('a quote that only meets the opening quote of a later cell is not closed', () => {
  expect(lineOf('a;b\nc;"d\ne;"f"\n')).toBe(2)
})

test('text after a closing quote on the same line harms nobody else', () => {
  expect(lineOf('"Jan" Jansen;"b"\n')).toBeUndefined()
})

test('a quote inside a cell opens nothing', () => {
  expect(lineOf('5" pijp;"b"\n6" pijp\n')).toBeUndefined()
})

test('records joined again by their line ends are the text', () => {
  const piece = fc.constantFrom('a', ';', '\n', '\r\n', '\r', '""', '"x;\ny"', ' ')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join('')
      const records = recordsOf(text)
      fc.pre(records.unclosedQuote === undefined)
      let rest = text
      for (let record = 0; record < records.count; record += 1) {
        const bytes = records.bytesOf(record).toString()
        expect(rest.startsWith(bytes)).toBe(true)
        rest = rest.slice(bytes.length).replace(/^(\r\n|\r|\n)/, '')
      }
      expect(rest).toBe('')
    }),
  )
})
