import { UserError } from '../../errors.ts'
import { findMailsById } from '../../store/mail-queue.ts'
import type { ReadDb } from '../../store/open.ts'

/** The mail whose id begins so. Throws UserError when there is none, or more than one. */
export async function findMailByPrefix(read: ReadDb, prefix: string) {
  const [only, another] = /^[0-9a-f-]{4,36}$/i.test(prefix) ? await findMailsById(read, prefix) : []
  if (!only)
    throw new UserError(`There is no mail ${prefix}: "ouderportaal mail queue" shows them with their ids.`)
  if (another) throw new UserError(`More than one mail begins with ${prefix}: write more of its id.`)
  return only
}
