/** What runs leave behind of something that they found: with a message, with a place in a file, or with a code alone. */
interface Finding {
  readonly code?: string
  readonly message?: string
  readonly severity?: string
  readonly line?: number | null
  readonly column?: string | null
}

/** Codes of the database and the system by which runs fail, by their beginning. */
const CAUSES: readonly (readonly [code: RegExp, words: string])[] = [
  [/^(08|57P|ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_)/, 'the database went away'],
  [/^(55P03|40P01|40001|57014)/, 'the database was busy with what others held'],
  [/^(53|58|ENOSPC|EDQUOT)/, 'the database or the disk is full'],
  [/^42501|^EACCES|^EPERM/, 'a right is missing'],
  [/^23/, 'the database refused what was written'],
  [/^(AbortError|20$)/, 'it was interrupted'],
]

/** One line of text. */
export function findingInWords(finding: unknown): string {
  const { code = 'unknown', message, line, column } = finding as Finding
  if (message !== undefined) return `${message} [${code}]`
  const place = [typeof line === 'number' && `line ${line}`, column].filter(Boolean)
  if (place.length > 0) return [...place, code].join(', ')
  const cause = CAUSES.find(([pattern]) => pattern.test(code))
  return cause ? `${cause[1]} [${code}]` : code
}

/** Whether somebody should do something about it; what a finding does not say of itself counts as trouble. */
export function isTrouble(finding: unknown): boolean {
  return (finding as Finding).severity !== 'note'
}

/** Why a run ended otherwise than well: what was found first, and how much more. Empty for a run that is done. */
export function causeOf({
  outcome,
  findings,
}: {
  readonly outcome: string
  readonly findings: readonly unknown[]
}): string {
  const [first, ...others] = outcome === 'done' ? [] : findings.filter(isTrouble)
  if (first === undefined) return ''
  return `${findingInWords(first)}${others.length > 0 ? `, and ${others.length} more` : ''}`
}
