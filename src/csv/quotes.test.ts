import { expect, test } from 'vitest'
import { lineOfUnclosedQuote } from './quotes.ts'

const lineOf = (text: string) => lineOfUnclosedQuote(text, ';')

test('quotes that close are no trouble', () => {
  expect(lineOf('')).toBeUndefined()
  expect(lineOf('"a";"b\r\nc"\r\n"d""";""')).toBeUndefined()
})

test('a quote that the text ends in is found on the line where it opens', () => {
  expect(lineOf('a;b\r\n"c\r\nd";"e\r\nf')).toBe(2)
  expect(lineOf('"a""')).toBe(0)
})

test('a quote that only meets the opening quote of a later cell is not closed', () => {
  expect(lineOf('a;b\nc;"d\ne;"f"\n')).toBe(1)
})

test('text after a closing quote on the same line harms nobody else', () => {
  expect(lineOf('"Jan" Jansen;"b"\n')).toBeUndefined()
})

test('a quote inside a cell opens nothing', () => {
  expect(lineOf('5" pijp;"b"\n6" pijp\n')).toBeUndefined()
})
