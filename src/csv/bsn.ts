const WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2, -1]

/** Nine digits, with or without dots or spaces, that pass the eleven-test of a BSN. */
export function isBsn(text: string): boolean {
  // Names are not: most cells end here.
  if (!/^[\d.\s-]{9,}$/.test(text)) return false
  const digits = [...text.replace(/[.\s-]/g, '')]
  if (!/^\d{9}$/.test(digits.join(''))) return false
  const sum = digits.reduce((total, digit, at) => total + Number(digit) * (WEIGHTS[at] ?? 0), 0)
  return sum > 0 && sum % 11 === 0
}

/** Stands where a BSN stood. As a cell it is wrong in every column, so that it goes in nowhere. */
export const HIDDEN_BSN = '_bsn'

/** One number in eleven passes the test; people look up rows by these, and telephones lose their zero. */
const NUMBERS = /^(?:kindnummers?|contractnummer|(?:ouder[12]_)?telefoon)$/

/** The text of a cell as it may be shown or written; a column of null is not known. */
export function hideBsn(text: string, column: string | null): string {
  return (column === null || !NUMBERS.test(column)) && isBsn(text) ? HIDDEN_BSN : text
}
