import {
  type Canvas,
  collect,
  drawLine,
  openCanvas,
  openPictures,
  type PaperFacts,
  type Pictures,
} from './canvas.ts'
import { createInk, type Ink } from './ink.ts'
import { breakLines, type Line } from './lines.ts'
import { readParagraphs, type TextStyle } from './runs.ts'

/** A4 paper that is filled from top to bottom; a new page comes by itself. Lengths are points. */
export interface Paper {
  readonly width: number
  linesOf(text: string, width: number, style: TextStyle): readonly Line[]
  /** Writes lines at the left edge or further in, and goes down. */
  write(lines: readonly Line[], style: TextStyle, indent?: number): void
  /** Draws a JPEG with its top here, and stays. */
  picture(jpeg: Buffer, indent: number, size: { readonly width: number; readonly height: number }): void
  /** Goes down, or up. */
  move(points: number): void
  /** Goes on to a new page when there is less room than this. */
  need(points: number): void
  bookmark(title: string): void
  /** Whether a sign was written that no font has. */
  missed(): boolean
  finish(): Promise<Buffer>
}

const MARGIN = 62
const FOOT = { size: 8.5, leading: 12, color: '#6b645b' } as const
/** Of the height of a line, above where the letters stand. */
const RISE = 0.75

export function layPaper(facts: PaperFacts): Paper {
  const canvas = openCanvas(facts)
  const done = collect(canvas)
  const ink = createInk(canvas)
  const emoji = openPictures(canvas, facts)
  const width = canvas.page.width - 2 * MARGIN
  const bottom = canvas.page.height - MARGIN
  let [y, page, missed] = [MARGIN, 1, false]
  const foot = () => drawFoot(canvas, ink, `${facts.title} · ${page}`, emoji)
  const need = (points: number) => {
    if (y + points <= bottom || y === MARGIN) return
    foot()
    canvas.addPage()
    page += 1
    y = MARGIN
  }
  return {
    width,
    need,
    linesOf: (text, wide, style) => linesOf(text, wide, style, ink),
    write(lines, style, indent = 0) {
      for (const line of lines) {
        need(style.leading)
        const place = { x: MARGIN + indent, width: width - indent, baseline: y + style.leading * RISE }
        drawLine(canvas, line, place, style, emoji)
        missed ||= line.runs.some(({ draw }) => draw.kind === 'unknown')
        y += style.leading
      }
    },
    picture: (jpeg, indent, size) => void canvas.image(jpeg, MARGIN + indent, y, size),
    move(points) {
      y += points
    },
    bookmark: (title) => void canvas.outline.addItem(title),
    missed: () => missed,
    finish() {
      foot()
      canvas.end()
      return done
    },
  }
}

function linesOf(text: string, width: number, style: TextStyle, ink: Ink): readonly Line[] {
  return readParagraphs(text, style, ink).flatMap((paragraph) => breakLines(paragraph, width, style, ink))
}

/** In the middle, below everything else. */
function drawFoot(canvas: Canvas, ink: Ink, text: string, emoji: Pictures): void {
  const width = canvas.page.width - 2 * MARGIN
  const [line] = linesOf(text, width, FOOT, ink)
  if (!line) return
  const x = (canvas.page.width - line.width) / 2
  drawLine(canvas, line, { x, width: line.width, baseline: canvas.page.height - MARGIN / 2 }, FOOT, emoji)
}
