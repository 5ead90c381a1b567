import { EXIT, UserError } from '../../../errors.ts'

const FOREIGN_KEY = '23503'
const UNIQUE = '23505'

/** What the database refuses, as a sentence: it knows better than any list what builds on a row. */
export function refusedByData(error: unknown, run: string): unknown {
  const { code, detail = '' } = error as { readonly code?: string; readonly detail?: string }
  if (code === FOREIGN_KEY) {
    const table = /referenced from table "(\w+)"/.exec(detail)?.[1] ?? 'another table'
    return new UserError(
      `Import ${run} can't be undone: something newer builds on what it brought in (${table.replaceAll('_', ' ')}).`,
      EXIT.failed,
    )
  }
  if (code !== UNIQUE) return error
  return new UserError(
    `Import ${run} can't be undone: what it changed has been given to something else since, for instance an address to another guardian.`,
    EXIT.failed,
  )
}
