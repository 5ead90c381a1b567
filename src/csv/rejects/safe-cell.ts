import { ABSENT, MISFIT } from './marks.ts'

/**
 * What a spreadsheet would run: a formula character, also behind what can't be seen, also in the wide and small forms
 * that it takes for the same (OWASP, CSV injection). And the two words that mean something to whoever reads the file
 * back. Apostrophes before it count along, so that what was safe already can be told from what was made so.
 */
const UNSAFE = new RegExp(
  `^'*(?:[\\s\\p{C}]*[\\t\\r\\n=＝﹦+＋﹢\\-－﹣@＠﹫]|(?:${ABSENT}|${MISFIT})$)`,
  'u',
)

/** The cell with an apostrophe before it where it needs one; `restoreCell` gives the cell back. */
export function safeCell(cell: string): string {
  return UNSAFE.test(cell) ? `'${cell}` : cell
}

export function restoreCell(cell: string): string {
  return cell.startsWith("'") && UNSAFE.test(cell) ? cell.slice(1) : cell
}
