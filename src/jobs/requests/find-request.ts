import { UserError } from '../../errors.ts'
import type { ReadDb } from '../../store/open.ts'
import { findRequestsById } from '../../store/requests.ts'

/** The request whose id begins so. Throws UserError when there is none, or more than one. */
export async function findRequestByPrefix(read: ReadDb, prefix: string) {
  const found = /^[0-9a-f-]{4,36}$/.test(prefix) ? await findRequestsById(read, prefix) : []
  const [only, another] = found
  if (!only) {
    throw new UserError(
      `There is no request ${prefix}: "ouderportaal request list" shows them with their ids.`,
    )
  }
  if (another) throw new UserError(`More than one request begins with ${prefix}: write more of its id.`)
  return only
}
