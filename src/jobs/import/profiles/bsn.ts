const WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2, -1]

/** Nine digits, with or without dots or spaces, that pass the eleven-test of a BSN. */
export function isBsn(text: string): boolean {
  const digits = [...text.replace(/[.\s-]/g, '')]
  if (!/^\d{9}$/.test(digits.join(''))) return false
  const sum = digits.reduce((total, digit, at) => total + Number(digit) * (WEIGHTS[at] ?? 0), 0)
  return sum > 0 && sum % 11 === 0
}
