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
