import { createHash } from 'node:crypto'
import type { FileOutcome, FileResult } from './import-one.ts'

/** What the administrator is told of a file: numbers and codes, and no name or cell. */
export interface FileTold {
  /** The same for the same file, and another for its content in another file. */
  readonly key: string
  readonly file: string
  readonly what: string
  readonly outcome: FileOutcome
  readonly counts: FileCounts
  /** How often each thing was wrong. */
  readonly codes: Readonly<Record<string, number>>
}

export interface FileCounts {
  readonly rows: number
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly duplicates: number
  readonly rejected: number
}

export function tellFile(result: FileResult): FileTold {
  const { file, content, what, outcome } = result
  const key = createHash('sha256').update(`${file.name}\n${file.writtenAt}\n${content}`).digest('hex')
  return {
    ...{ key, what, outcome },
    file: content.slice(0, 8),
    counts: countsOf(result),
    codes: codesOf(result),
  }
}

/** Of all kinds of row together. */
export function countsOf({ reports }: Pick<FileResult, 'reports'>): FileCounts {
  const total = (count: keyof FileCounts) => reports.reduce((sum, report) => sum + report[count], 0)
  return {
    rows: total('rows'),
    created: total('created'),
    updated: total('updated'),
    unchanged: total('unchanged'),
    duplicates: total('duplicates'),
    rejected: total('rejected'),
  }
}

/** What was wrong with rows, or with the file as a whole. */
export function codesOf({
  reports,
  fault,
}: Pick<FileResult, 'reports' | 'fault'>): Readonly<Record<string, number>> {
  const codes = reports.flatMap(({ refused, findings }) =>
    refused
      ? [refused.code]
      : findings.filter(({ severity }) => severity === 'rejected').map(({ code }) => code),
  )
  const all = fault ? [...codes, fault.code] : codes
  return Object.fromEntries(
    [...Map.groupBy(all, (code) => code)].map(([code, those]) => [code, those.length]),
  )
}
