import type { ImportReport } from '../jobs/import/index.ts'

type Finding = Pick<ImportReport['findings'][number], 'severity' | 'code' | 'message'>

interface FindingLine {
  readonly isRejected: boolean
  readonly line: string
}

/** Somebody who has read so many notices of one code knows what the next one says. */
const MOST_OF_A_CODE = 10

/**
 * Every rejected row, since each has to be mended, and the first notices of each code; how many more there are follows
 * the last, where the reader looks next.
 */
export function findingLines(findings: readonly Finding[]): readonly FindingLine[] {
  const seen = new Map<string, number>()
  const told = findings.filter(({ severity, code }) => {
    if (severity === 'rejected') return true
    const count = (seen.get(code) ?? 0) + 1
    seen.set(code, count)
    return count <= MOST_OF_A_CODE
  })
  const lines = told.map(({ severity, code, message }) => ({
    isRejected: severity === 'rejected',
    line: `${message} [${code}]`,
  }))
  const more = [...seen].flatMap(([code, count]) =>
    count > MOST_OF_A_CODE
      ? { isRejected: false, line: `and ${count - MOST_OF_A_CODE} more of [${code}] (--json shows all)` }
      : [],
  )
  return [...lines, ...more]
}

/** More lines than fit on a screen: what they say together stands where the reader looks first. */
const MANY_REJECTED = 25

/** Which codes they have, the most frequent first; undefined of few. */
export function rejectedInShort(findings: readonly Finding[]): string | undefined {
  const codes = findings.filter(({ severity }) => severity === 'rejected').map(({ code }) => code)
  if (codes.length <= MANY_REJECTED) return undefined
  const counts = [...Map.groupBy(codes, (code) => code)].map(([code, same]) => ({ code, count: same.length }))
  const most = counts.toSorted((one, other) => other.count - one.count)
  const told = most.map(({ code, count }) => `${count} of [${code}]`).join(', ')
  return `In short: ${told}; --rejects FILE writes the rows to mend and import again.`
}
