import type { Ink } from './ink.ts'
import { joinRuns, type Paragraph, type Run, type TextStyle } from './runs.ts'

/** A line from left to right, as it is drawn. */
export interface Line {
  readonly runs: readonly Run[]
  readonly width: number
  readonly fromRight: boolean
}

type Word = readonly Run[]

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const widthOf = (runs: readonly Run[]) => runs.reduce((sum, { width }) => sum + width, 0)
const isSpace = (word: Word) => word.every(({ text, draw }) => draw.kind === 'letters' && /^\s+$/.test(text))

/** The lines of a paragraph; a word that is wider than a line is cut where it must be. */
export function breakLines(
  { words, fromRight }: Paragraph,
  width: number,
  style: TextStyle,
  ink: Ink,
): readonly Line[] {
  const lines: Word[][] = [[]]
  let used = 0
  for (const word of words.flatMap((whole) => cutWord(whole, width, style, ink))) {
    const wide = widthOf(word)
    if (used + wide > width && used > 0 && !isSpace(word)) {
      lines.push([])
      used = 0
    }
    lines.at(-1)?.push(word)
    used += wide
  }
  return lines.map((line) => {
    const runs = visually(joinRuns(withoutLastSpace(line).flat(), style, ink))
    return { runs, width: widthOf(runs), fromRight }
  })
}

function withoutLastSpace(line: readonly Word[]): readonly Word[] {
  const last = line.at(-1)
  return last && isSpace(last) ? line.slice(0, -1) : line
}

function cutWord(word: Word, width: number, style: TextStyle, ink: Ink): readonly Word[] {
  if (widthOf(word) <= width || isSpace(word)) return [word]
  const pieces: Run[][] = [[]]
  let used = 0
  for (const part of word.flatMap((run) => graphemesOf(run, style, ink))) {
    if (used + part.width > width && used > 0) {
      pieces.push([])
      used = 0
    }
    pieces.at(-1)?.push(part)
    used += part.width
  }
  return pieces.map((piece) => joinRuns(piece, style, ink))
}

function graphemesOf(run: Run, { size }: TextStyle, ink: Ink): readonly Run[] {
  const { draw } = run
  if (draw.kind !== 'letters') return [run]
  return [...graphemes.segment(run.text)].map(({ segment }) => ({
    ...run,
    text: segment,
    width: ink.widthOf(segment, draw.font, size),
  }))
}

/** From the order of reading to that of drawing (rule L2 of the Unicode Bidirectional Algorithm). */
function visually(runs: readonly Run[]): readonly Run[] {
  const ordered = [...runs]
  const highest = Math.max(0, ...runs.map(({ level }) => level))
  for (let level = highest; level > 0; level--) {
    for (let from = 0; from < ordered.length; from++) {
      let until = from
      while (until < ordered.length && (ordered[until]?.level ?? 0) >= level) until++
      if (until === from) continue
      ordered.splice(from, until - from, ...ordered.slice(from, until).reverse())
      from = until
    }
  }
  return ordered
}

/** Fonts of scripts that go from right to left turn their letters themselves; those of others are told. */
export function asDrawn({ text, level, draw }: Run): string {
  if (level % 2 === 0 || draw.kind !== 'letters') return text
  if (draw.font === 'arabic' || draw.font === 'hebrew') return text
  return [...graphemes.segment(text)]
    .map(({ segment }) => segment)
    .reverse()
    .join('')
}
