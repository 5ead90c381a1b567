import bidiFactory, { type Bidi } from 'bidi-js'
import { isEmoji, picturesOf } from './emoji.ts'
import type { FontName, Ink } from './ink.ts'

/** A stretch that is drawn in one go: letters of one font, the pictures of an emoji, or a square for what nothing draws. */
export interface Run {
  /** In the order in which it is read. */
  readonly text: string
  readonly width: number
  /** Odd: read from right to left. */
  readonly level: number
  readonly draw:
    | { readonly kind: 'letters'; readonly font: FontName }
    | { readonly kind: 'pictures'; readonly names: readonly string[] }
    | { readonly kind: 'unknown' }
}

export interface TextStyle {
  readonly size: number
  readonly leading: number
  readonly bold?: boolean
  readonly color?: string
}

export interface Paragraph {
  readonly fromRight: boolean
  /** A line may end behind each; white space is a word of its own. */
  readonly words: readonly (readonly Run[])[]
}

// Its types speak of an ES module; what Node loads is the function itself.
const bidi = (bidiFactory as unknown as () => Bidi)()
/** Of an emoji, in heights of a letter. */
export const PICTURE_WIDTH = 1.2
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const LINE_END = /\r\n|[\r\n\v\f\u0085\u2028\u2029]/
const TAB = '    '
const PLAIN = /^[\t -~\u00a0-\u00ac\u00ae-\u024f\u2013\u2014\u2018-\u201e\u2026\u20ac]*$/
/** As `readParagraph` parts them. */
const PLAIN_WORDS = /\s+|[^\s/–—-]*[/–—-]|[^\s/–—-]+/g
const NOT_DRAWN = /[^\P{Cc}\t]|\p{Cs}|\p{Default_Ignorable_Code_Point}/gu

/** A text as paragraphs, an empty one for each empty line. */
export function readParagraphs(text: string, style: TextStyle, ink: Ink): readonly Paragraph[] {
  return text
    .toWellFormed()
    .split(LINE_END)
    .map((line) => readPlain(line, style, ink) ?? readParagraph(line, style, ink))
}

/**
 * A line of what Latin alphabets need, where each sign is a letter and all go from left to right: nearly every line is one,
 * and to look at each of its signs would take ten times as long. Undefined for any other.
 */
function readPlain(line: string, style: TextStyle, ink: Ink): Paragraph | undefined {
  if (!PLAIN.test(line)) return undefined
  const font = style.bold ? 'bold' : 'regular'
  const text = line.replaceAll('\t', TAB)
  if (![...new Set(text)].every((sign) => ink.fontOf(sign, style.bold ?? false) === font)) return undefined
  const words = text.match(PLAIN_WORDS) ?? []
  const draw = { kind: 'letters', font } as const
  const runOfAll = (word: string) => [
    { text: word, level: 0, draw, width: ink.widthOf(word, font, style.size) },
  ]
  return { fromRight: false, words: words.map(runOfAll) }
}

function readParagraph(line: string, style: TextStyle, ink: Ink): Paragraph {
  const { levels, paragraphs } = bidi.getEmbeddingLevels(line)
  const signs = [...graphemes.segment(line)].map(({ segment, index }) => ({
    text: segment,
    level: levels[index] ?? 0,
  }))
  const words: Run[][] = []
  let before: 'start' | 'space' | 'word' | 'picture' = 'start'
  for (const { text, level } of signs) {
    const run = runOf(text, level, style, ink)
    if (!run) continue
    const kind = run.draw.kind === 'pictures' ? 'picture' : /^\s+$/.test(run.text) ? 'space' : 'word'
    const goesOn = kind === before && kind !== 'picture' && !/[-–—/]$/.test(words.at(-1)?.at(-1)?.text ?? '')
    if (goesOn) words.at(-1)?.push(run)
    else words.push([run])
    before = kind
  }
  const measured = words.map((word) => joinRuns(word, style, ink))
  return { fromRight: (paragraphs[0]?.level ?? 0) % 2 === 1, words: measured }
}

function runOf(grapheme: string, level: number, style: TextStyle, ink: Ink): Run | undefined {
  const asPicture = isEmoji(grapheme) ? pictureRun(grapheme, level, style) : undefined
  if (asPicture) return asPicture
  const seen = grapheme === '\t' ? TAB : grapheme.replace(NOT_DRAWN, '')
  if (seen === '') return undefined
  const text = level % 2 === 1 ? (bidi.getMirroredCharacter(seen) ?? seen) : seen
  const font = ink.fontOf(text, style.bold ?? false)
  if (font) return { text, level, width: 0, draw: { kind: 'letters', font } }
  const unknown = { text: grapheme, level, width: style.size * 0.75, draw: { kind: 'unknown' } } as const
  return pictureRun(grapheme, level, style) ?? unknown
}

function pictureRun(grapheme: string, level: number, { size }: TextStyle): Run | undefined {
  const names = picturesOf(grapheme)
  if (names.length === 0) return undefined
  return {
    text: grapheme,
    level,
    width: names.length * size * PICTURE_WIDTH,
    draw: { kind: 'pictures', names },
  }
}

/** Letters are measured and drawn together: in some scripts their form depends on the ones beside them. */
export function joinRuns(runs: readonly Run[], { size }: TextStyle, ink: Ink): readonly Run[] {
  const joined: Run[] = []
  for (const run of runs) {
    const last = joined.at(-1)
    if (last && areOne(last, run)) joined[joined.length - 1] = { ...last, text: last.text + run.text }
    else joined.push(run)
  }
  return joined.map((run) =>
    run.draw.kind === 'letters' ? { ...run, width: ink.widthOf(run.text, run.draw.font, size) } : run,
  )
}

function areOne({ level, draw }: Run, other: Run): boolean {
  return (
    draw.kind === 'letters' &&
    other.draw.kind === 'letters' &&
    draw.font === other.draw.font &&
    level === other.level
  )
}
