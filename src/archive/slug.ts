/** Letters that are no base letter with a mark, as they are written without them. */
const SPELLED: Readonly<Record<string, string>> = {
  ß: 'ss',
  ẞ: 'SS',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'Th',
  ı: 'i',
}

/**
 * A text as part of a file name on any disk: words of ASCII letters and digits, joined by hyphens. `Bébés` is
 * `Bebes`; of a text in another script nothing is left.
 */
export function slugOf(text: string, longest: number): string {
  const spelled = text.replace(/[^\0-\x7f]/gu, (letter) => SPELLED[letter] ?? letter)
  const plain = spelled.normalize('NFKD').replace(/\p{M}/gu, '')
  const words = plain.match(/[A-Za-z0-9]+/g) ?? []
  return words.join('-').slice(0, longest).replace(/-$/, '')
}
