import type { ReasonCode } from '../report.ts'

/** The columns behind the original ones: line, column, code and reason. No planning package has such names. */
export const MARKS = ['_regel', '_kolom', '_code', '_reden'] as const

export const CODE_MARK = MARKS.indexOf('_code')

/** Stands in the cells that a row lacks, so that it doesn't go in before somebody has filled or cleared them. */
export const ABSENT = '_ontbreekt'

/** The code of a row whose cells may stand in other columns than their own. */
export const MISFIT = 'column-count' satisfies ReasonCode

/** The names of the columns for the cells that rows have beyond the header. */
export function extraNames(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `_extra_${index + 1}`)
}

export function isExtraName(name: string): boolean {
  return /^_extra_\d+$/.test(name)
}
