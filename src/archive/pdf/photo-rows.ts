import type { Line } from './lines.ts'
import type { Paper } from './paper.ts'
import type { TextStyle } from './runs.ts'

/** A photo as it is printed, with what is said of it. */
export interface PrintedPhoto {
  readonly jpeg: Buffer
  readonly width: number
  readonly height: number
  readonly caption: string
}

interface Cell extends PrintedPhoto {
  readonly indent: number
  readonly lines: readonly Line[]
}

const A_ROW = 2
const GAP = 14
const HIGHEST = 190
const ABOVE_CAPTION = 3
const BELOW_ROW = 7
const CAPTION: TextStyle = { size: 8.5, leading: 12, color: '#6b645b' }
/** The album has all of it. */
const MOST_LINES = 6

/** Photos two by two, each with its caption below it. */
export function printPhotos(paper: Paper, photos: readonly PrintedPhoto[]): void {
  for (let at = 0; at < photos.length; at += A_ROW) printRow(paper, photos.slice(at, at + A_ROW))
}

function printRow(paper: Paper, photos: readonly PrintedPhoto[]): void {
  const wide = (paper.width - GAP * (A_ROW - 1)) / A_ROW
  const cells = photos.map((photo, index) => cellOf(paper, photo, wide, index * (wide + GAP)))
  const heights = cells.map(({ height, lines }) => height + ABOVE_CAPTION + lines.length * CAPTION.leading)
  paper.need(Math.max(...heights))
  for (const [index, { jpeg, indent, width, height, lines }] of cells.entries()) {
    paper.picture(jpeg, indent, { width, height })
    paper.move(height + ABOVE_CAPTION)
    paper.write(lines, CAPTION, indent)
    paper.move(-(heights[index] ?? 0))
  }
  paper.move(Math.max(...heights) + BELOW_ROW)
}

function cellOf(paper: Paper, photo: PrintedPhoto, wide: number, indent: number): Cell {
  const scale = Math.min(wide / photo.width, HIGHEST / photo.height)
  const lines = photo.caption === '' ? [] : paper.linesOf(photo.caption, wide, CAPTION).slice(0, MOST_LINES)
  return { ...photo, width: photo.width * scale, height: photo.height * scale, indent, lines }
}
