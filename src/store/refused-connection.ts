import { EXIT, UserError } from '../errors.ts'

/** Why a first connection failed, as one sentence: the address is wrong, or the server does not answer now. */
export function refusedConnection(error: unknown, host: string): unknown {
  if (error instanceof UserError) return error
  const { code = '', message } = firstOf(error)
  if (code === '3D000') {
    return new UserError(
      `There is no database of that name at ${host}: correct the name in the database address, or create it first.`,
    )
  }
  if (code.startsWith('28')) {
    return new UserError(
      `The database at ${host} does not accept the user name and password: correct them in the database address.`,
    )
  }
  return new UserError(
    `The database at ${host} does not answer (${message || code || 'no reason given'}): check that it runs and that the address is right, then try again.`,
    EXIT.tryAgain,
  )
}

/** A refused connection on several addresses of one name comes as one error without a text of its own. */
function firstOf(error: unknown): { readonly code?: string; readonly message?: string } {
  return (error instanceof AggregateError ? error.errors[0] : error) ?? {}
}
