import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Ink } from './ink.ts'
import { asDrawn, breakLines, type Line } from './lines.ts'
import { readParagraphs } from './runs.ts'

const style = { size: 10, leading: 15 }
/** Every letter is ten wide; Hebrew and Arabic have fonts of their own, Chinese none. */
const ink: Ink = {
  fontOf: (grapheme) =>
    /\p{Script=Hebrew}/u.test(grapheme)
      ? 'hebrew'
      : /\p{Script=Arabic}/u.test(grapheme)
        ? 'arabic'
        : /\p{Script=Han}/u.test(grapheme)
          ? undefined
          : 'regular',
  widthOf: (text) => [...text.replace(/\p{M}/gu, '')].length * 10,
}

const linesOf = (text: string, width = 10_000): readonly Line[] =>
  readParagraphs(text, style, ink).flatMap((paragraph) => breakLines(paragraph, width, style, ink))
const read = (line: Line) => line.runs.map(({ text }) => text).join('')
/** From left to right, as it is seen; a font turns what it has from right to left. */
const seen = (line: Line) =>
  line.runs
    .map((run) => {
      const { draw } = run
      const turns = draw.kind === 'letters' && (draw.font === 'hebrew' || draw.font === 'arabic')
      return turns && run.level % 2 === 1 ? [...asDrawn(run)].reverse().join('') : asDrawn(run)
    })
    .join('')

test.each([
  ['abc def', 'abc def'],
  ['שלום', 'םולש'],
  ['שלום עולם', 'םלוע םולש'],
  ['ok שלום ok', 'ok םולש ok'],
  ['שלום Noor 30!', '!Noor 30 םולש'],
  ['שלום (ok)', '(ok) םולש'],
])('%j is drawn from left to right as %j', (text, drawn) => {
  expect(linesOf(text).map(seen)).toEqual([drawn])
})

test('a text that begins from right to left stands at the right', () => {
  expect(linesOf('שלום\nhallo').map(({ fromRight }) => fromRight)).toEqual([true, false])
})

test('a line ends at white space, which is then not drawn', () => {
  expect(linesOf('aaa bbb ccc', 75).map(read)).toEqual(['aaa bbb', 'ccc'])
})

test('a line may end behind a hyphen', () => {
  expect(linesOf('aaa-bbb', 50).map(read)).toEqual(['aaa-', 'bbb'])
})

test('a word that is wider than a line is cut between characters, never inside one', () => {
  expect(linesOf('abcdé\u0301fgh', 40).map(read)).toEqual(['abcd', 'é\u0301fgh'])
})

test.each(['\n', '\r\n', '\r', '\u2028', '\v'])('%j ends a paragraph, and an empty one is a line', (end) => {
  expect(linesOf(`a${end}${end}b`).map(read)).toEqual(['a', '', 'b'])
})

test('an emoji is one picture, one that nobody drew its parts, and what no font has a square', () => {
  const kinds = linesOf('👩‍👧👩🏽‍👧中').flatMap(({ runs }) => runs.map(({ draw }) => draw))
  expect(kinds).toEqual([
    { kind: 'pictures', names: ['1f469-200d-1f467'] },
    { kind: 'pictures', names: ['1f469-1f3fd', '1f467'] },
    { kind: 'unknown' },
  ])
})

test('no line is wider than it may be, and all that was written is read', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'b', ' ', '-', 'ש', '中', '👣', '\n'), maxLength: 80 }),
      (text) => {
        const lines = linesOf(text, 60)
        for (const { width } of lines) expect(width).toBeLessThanOrEqual(60)
        const count = (sign: string, of: string) => of.split(sign).length
        for (const sign of ['a', 'b', 'ש', '中', '👣']) {
          expect(count(sign, lines.map(read).join(''))).toBe(count(sign, text))
        }
      },
    ),
  )
})

test('a sign that is not seen changes nothing, though a line without any is read in another way', () => {
  const sign = fc.constantFrom(...'ab é\u00a0\t-–/’…€1#©"')
  fc.assert(
    fc.property(fc.string({ unit: sign, maxLength: 30 }), (text) => {
      expect(readParagraphs(text, style, ink)).toEqual(readParagraphs(`${text}\u200b`, style, ink))
    }),
  )
})
