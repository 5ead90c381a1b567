import { UserError } from '../../../errors.ts'
import { findImports } from '../../../store/import-changes.ts'
import type { ReadDb } from '../../../store/open.ts'

/** The import whose id begins so. Throws UserError when there is none, or more than one. */
export async function findImport(read: ReadDb, prefix: string) {
  const [only, another] = /^[0-9a-f-]{4,36}$/i.test(prefix) ? await findImports(read, prefix) : []
  if (!only) throw new UserError(`There is no import ${prefix}: "ouderportaal import list" shows them.`)
  if (another) throw new UserError(`More than one import begins with ${prefix}: write more of its id.`)
  return only
}
