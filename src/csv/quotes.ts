import { countLineEnds } from './lines.ts'

/**
 * The line (the first is 0) on which a quote opens that is not closed: the text ends first, or what closes it on
 * a later line is plainly the opening quote of another cell. Text after a closing quote on the same line harms
 * that one row only and is no ground to refuse the file.
 */
export function lineOfUnclosedQuote(text: string, delimiter: string): number | undefined {
  const isEdge = (at: number) => {
    const character = text[at]
    return character === undefined || character === delimiter || character === '\r' || character === '\n'
  }
  let open = text.indexOf('"')
  while (open >= 0) {
    const close = isEdge(open - 1) ? closingQuote(text, open) : open
    if (close < 0 || (!isEdge(close + 1) && countLineEnds(text.slice(open, close)) > 0)) {
      return countLineEnds(text.slice(0, open))
    }
    open = text.indexOf('"', close + 1)
  }
  return undefined
}

/** Where the quote stands that closes the one at `open`; a pair of quotes is data. -1: nowhere. */
function closingQuote(text: string, open: number): number {
  let at = text.indexOf('"', open + 1)
  while (at >= 0 && text.charAt(at + 1) === '"') at = text.indexOf('"', at + 2)
  return at
}
