import { createRequire } from 'node:module'
import type PDFDocument from 'pdfkit'

export type FontName = 'regular' | 'bold' | 'arabic' | 'hebrew'

/** What can be drawn, and how wide it is. */
export interface Ink {
  /** The font that has all characters of a grapheme; undefined when none has. */
  fontOf(grapheme: string, bold: boolean): FontName | undefined
  widthOf(text: string, font: FontName, size: number): number
}

const require = createRequire(import.meta.url)
/** All under the SIL Open Font License; only the letters that are used go into the PDF. */
const FILES: Readonly<Record<FontName, string>> = {
  regular: require.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'),
  bold: require.resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf'),
  arabic: require.resolve('@expo-google-fonts/noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf'),
  hebrew: require.resolve('@expo-google-fonts/noto-sans-hebrew/400Regular/NotoSansHebrew_400Regular.ttf'),
}
/** Shape the letters beside them and are not seen themselves. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu

/** The one font that pdfkit has open, which its types do not tell of. */
interface OpenFont {
  readonly font: { hasGlyphForCodePoint(codePoint: number): boolean }
}

/** Fonts are opened when the first letter asks for them. */
export function createInk(paper: typeof PDFDocument.prototype): Ink {
  for (const [name, file] of Object.entries(FILES)) paper.registerFont(name, file)
  const open = (name: FontName) => {
    paper.font(name)
    return (paper as unknown as { readonly _font: OpenFont })._font.font
  }
  const has = (name: FontName, grapheme: string) =>
    [...grapheme.replace(UNSEEN, '')].every((sign) =>
      open(name).hasGlyphForCodePoint(sign.codePointAt(0) ?? 0),
    )
  const find = (grapheme: string, bold: boolean) =>
    ([bold ? 'bold' : 'regular', 'arabic', 'hebrew'] as const).find((name) => has(name, grapheme))
  const found = new Map<string, FontName | undefined>()
  return {
    fontOf(grapheme, bold) {
      const key = `${bold}${grapheme}`
      if (!found.has(key)) found.set(key, find(grapheme, bold))
      return found.get(key)
    },
    widthOf: (text, font, size) => paper.font(font).fontSize(size).widthOfString(text),
  }
}
