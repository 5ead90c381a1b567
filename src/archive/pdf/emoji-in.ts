import { picturesOf } from './emoji.ts'

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
/** Text without any of these needs no closer look, nor does a sign that is none of them. */
const MAY_BE = /\p{Emoji_Presentation}|\p{Extended_Pictographic}|\p{Regional_Indicator}|[\ufe0f\u20e3]/u

/** The names of all pictures that these texts need. */
export function emojiIn(texts: readonly string[]): ReadonlySet<string> {
  const names = texts
    .filter((text) => MAY_BE.test(text))
    .flatMap((text) => [...graphemes.segment(text)].map(({ segment }) => segment))
    .filter((sign) => MAY_BE.test(sign))
  return new Set([...new Set(names)].flatMap(picturesOf))
}
