import PDFDocument from 'pdfkit'
import type { FontName } from './ink.ts'
import { asDrawn, type Line } from './lines.ts'
import { PICTURE_WIDTH, type Run, type TextStyle } from './runs.ts'
import { writeUnseen } from './unseen-letter.ts'

export interface PaperFacts {
  readonly title: string
  readonly author: string
  /** `nl-NL` */
  readonly locale: string
  /** In place of the moment of making, so that the same diary is the same file. */
  readonly date: Date
  /** The pictures of all emoji in it, by name. */
  readonly emoji: ReadonlyMap<string, Buffer>
}

export type Canvas = InstanceType<typeof PDFDocument>

/** Where a line begins, how much room it has, and where its letters stand. */
export interface Place {
  readonly x: number
  readonly width: number
  readonly baseline: number
}

/** In heights of a letter, as all that is drawn beside letters. */
const PICTURE = { side: 1.1, indent: 0.05, rise: 0.92 }
const SQUARE = { side: 0.58, indent: 0.08 }

type Picture = Parameters<Canvas['image']>[0]
export type Pictures = ReadonlyMap<string, Picture>

/** Each is in the document once, however often it is drawn; of bytes pdfkit would not know that it had them. */
export function openPictures(canvas: Canvas, { emoji }: PaperFacts): Pictures {
  const opener = canvas as unknown as { openImage(bytes: Buffer): Picture }
  return new Map([...emoji].map(([name, png]) => [name, opener.openImage(png)]))
}

export function openCanvas({ title, author, locale, date }: PaperFacts): Canvas {
  return new PDFDocument({
    size: 'A4',
    margin: 0,
    pdfVersion: '1.7',
    lang: locale,
    displayTitle: true,
    info: { Title: title, Author: author, Creator: 'ouderportaal', CreationDate: date, ModDate: date },
  })
}

/** The finished document; whoever calls it goes on to draw, and ends the canvas. */
export async function collect(canvas: Canvas): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of canvas) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

export function drawLine(
  canvas: Canvas,
  line: Line,
  { x, width, baseline }: Place,
  style: TextStyle,
  emoji: Pictures,
): void {
  let at = line.fromRight ? x + width - line.width : x
  for (const run of line.runs) {
    const spot = { x: at, baseline, style }
    if (run.draw.kind === 'letters') drawLetters(canvas, asDrawn(run), run.draw.font, spot)
    else drawInstead(canvas, run, spot, emoji)
    at += run.width
  }
}

interface Spot {
  readonly x: number
  readonly baseline: number
  readonly style: TextStyle
}

function drawLetters(canvas: Canvas, text: string, font: FontName, { x, baseline, style }: Spot): void {
  canvas
    .font(font)
    .fontSize(style.size)
    .fillColor(style.color ?? '#000')
  canvas.text(text, x, baseline, { lineBreak: false, baseline: 'alphabetic' })
}

/**
 * What is drawn and not written still says its text to whoever searches, copies or listens: readers look for that at a
 * letter, so there is one that is not seen.
 */
function drawInstead(canvas: Canvas, run: Run, spot: Spot, emoji: Pictures): void {
  drawSigns(canvas, run, spot, emoji)
  canvas.markContent('Span', { actual: run.text })
  writeUnseen(canvas, spot.x, spot.baseline, spot.style.size)
  canvas.endMarkedContent()
}

function drawSigns(
  canvas: Canvas,
  { draw }: Run,
  { x, baseline, style: { size, color = '#000' } }: Spot,
  emoji: Pictures,
): void {
  if (draw.kind !== 'pictures') {
    const [side, indent] = [size * SQUARE.side, size * SQUARE.indent]
    canvas
      .lineWidth(0.6)
      .rect(x + indent, baseline - side, side, side)
      .stroke(color)
    return
  }
  for (const [index, name] of draw.names.entries()) {
    const left = x + size * (index * PICTURE_WIDTH + PICTURE.indent)
    const picture = emoji.get(name)
    if (picture) canvas.image(picture, left, baseline - size * PICTURE.rise, { width: size * PICTURE.side })
  }
}
