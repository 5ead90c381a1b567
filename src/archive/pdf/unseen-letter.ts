import type { Canvas } from './canvas.ts'

/** What pdfkit has and its types do not tell of. */
interface Inside {
  readonly _font: {
    readonly id: string
    ref(): unknown
    encode(text: string): readonly [readonly string[], unknown]
  }
  readonly page: { readonly fonts: Record<string, unknown> }
}

/**
 * Writes a letter that is not seen. Readers take its place and size for the text that stands for it, and look at the
 * font when that ends: so the font is not put back, as pdfkit's own text does.
 */
export function writeUnseen(canvas: Canvas, x: number, baseline: number, size: number): void {
  canvas.font('regular')
  const { _font: font, page } = canvas as unknown as Inside
  page.fonts[font.id] ??= font.ref()
  const [letter] = font.encode('M')
  const place = [x, baseline].map((at) => at.toFixed(3)).join(' ')
  canvas.addContent(`BT /${font.id} ${size} Tf 3 Tr 1 0 0 -1 ${place} Tm <${letter.join('')}> Tj 0 Tr ET`)
}
