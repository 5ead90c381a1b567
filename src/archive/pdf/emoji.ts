import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)
/** Pictures by Twemoji (CC BY 4.0), one SVG an emoji, named after its code points. */
const FOLDER = dirname(require.resolve('@twemoji/svg/1f600.svg'))
/** Of a picture that is printed four millimetres high. */
const PIXELS = 96
const DENSITY = 192
const JOINER = '\u200d'
const AS_PICTURE = '\ufe0f'

/** Whether a grapheme is to be seen as a picture, though a font may have a letter for a part of it. */
export function isEmoji(grapheme: string): boolean {
  return (
    /^\p{RGI_Emoji}$/v.test(grapheme) ||
    /\p{Emoji_Presentation}|\p{Regional_Indicator}|\ufe0f/u.test(grapheme)
  )
}

/**
 * The pictures that show an emoji: one, or those of its parts when there is none of the whole (a family of another
 * skin colour, a flag that is no country's). Nothing when there is none of these either.
 */
export function picturesOf(grapheme: string): readonly string[] {
  const found = known.get(grapheme) ?? findPictures(grapheme)
  known.set(grapheme, found)
  return found
}

/** A text may have one ten thousand times, and to look is to ask the disk. */
const known = new Map<string, readonly string[]>()

function findPictures(grapheme: string): readonly string[] {
  const whole = pictureOf(grapheme)
  if (whole) return [whole]
  const parts = grapheme.includes(JOINER) ? grapheme.split(JOINER) : [...grapheme]
  return parts.flatMap((part) => pictureOf(part) ?? [])
}

function pictureOf(emoji: string): string | undefined {
  const names = [emoji, emoji.replaceAll(AS_PICTURE, '')].map(nameOf)
  return names.find((name) => name !== '' && existsSync(join(FOLDER, `${name}.svg`)))
}

function nameOf(emoji: string): string {
  return [...emoji].map((sign) => sign.codePointAt(0)?.toString(16)).join('-')
}

/** On white, as paper is: a picture that one sees through is twice as large. */
export async function drawPicture(name: string): Promise<Buffer> {
  const { default: sharp } = await import('sharp')
  const svg = await readFile(join(FOLDER, `${name}.svg`))
  return sharp(svg, { density: DENSITY })
    .resize(PIXELS, PIXELS)
    .flatten({ background: '#fff' })
    .png()
    .toBuffer()
}
