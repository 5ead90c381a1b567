import { inspect } from 'node:util'
import { EXIT, type ExitCode, UserError } from './errors.ts'

/** What people are told of an error, and how the command ends by it. */
export interface Explanation {
  readonly text: string
  readonly exitCode: ExitCode
}

const DATABASE_AWAY =
  'The connection to the database was lost: what this command did may have been done. Run it again when the database is back; what was done is not done twice.'
const DATABASE_BUSY =
  'The database is busy: another command or the portal held too long what this one needs, and it changed nothing. Try again later.'
const NO_RIGHT =
  'The database user has not the right to do this: give it the rights, or name another user in the database address.'

/** PostgreSQL's codes, and the socket's own; and of the driver, which has no codes, its words. */
const FAULTS = [
  {
    code: /^(08|57P|25P03|ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)/,
    message: /^Connection terminated|not queryable|timeout exceeded when trying to connect/,
    text: DATABASE_AWAY,
    exitCode: EXIT.tryAgain,
  },
  { code: /^(55P03|40P01|40001|57014|53)/, text: DATABASE_BUSY, exitCode: EXIT.tryAgain },
  { code: /^42501/, text: NO_RIGHT, exitCode: EXIT.usage },
] as const

/** A user's mistake or a fault of the surroundings is one sentence, a bug is a stack. */
export function explain(error: unknown): Explanation {
  if (error instanceof UserError) return { text: error.message, exitCode: error.exitCode }
  const fault = FAULTS.find((one) => isOf(one, error))
  if (fault) return { text: fault.text, exitCode: fault.exitCode }
  const text = `${stackOf(error)}\nThis is a bug in ouderportaal. Please report it, with the lines above.`
  return { text, exitCode: EXIT.failed }
}

function isOf(fault: { readonly code: RegExp; readonly message?: RegExp }, error: unknown): boolean {
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown }
  return fault.code.test(String(code)) || fault.message?.test(String(message)) === true
}

/** Not every library throws an Error; of what it throws instead its message, or the thing as it is. */
function stackOf(error: unknown): string {
  if (error instanceof Error) return error.stack ?? error.message
  const { message } = (error ?? {}) as { readonly message?: unknown }
  return typeof message === 'string' ? message : inspect(error)
}
